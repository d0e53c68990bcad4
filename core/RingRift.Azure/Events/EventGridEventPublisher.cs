using System.Text;
using Azure.Messaging.EventGrid;
using RingRift.Eventing.Envelope;

namespace RingRift.Azure.Events;

/// <summary>Publishes to an Event Grid topic, in requests the service accepts.</summary>
public sealed class EventGridEventPublisher(EventGridPublisherClient client) : IEventPublisher
{
    /// <summary>Event Grid refuses requests over 1 MB.</summary>
    private const int MostBytes = 900_000;

    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var batch in Batches(events.Select(CloudEventWriter.Write)))
        {
            // Encoded here: the client's own writer escapes what JSON lets stand, and a queue would hold a third of what was measured.
            await client.SendEncodedCloudEventsAsync(
                Encoding.UTF8.GetBytes($"[{string.Join(',', batch)}]"), cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Batches(IEnumerable<string> events)
    {
        var (batch, bytes) = (new List<string>(), 0);
        foreach (var json in events)
        {
            var size = Encoding.UTF8.GetByteCount(json) + 1;
            if (batch.Count > 0 && bytes + size > MostBytes)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(json);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
