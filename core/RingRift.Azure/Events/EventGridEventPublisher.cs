using Azure.Messaging;
using Azure.Messaging.EventGrid;
using RingRift.Pipeline.Events;

namespace RingRift.Azure.Events;

/// <summary>Publishes to an Event Grid topic, in requests the service accepts.</summary>
public sealed class EventGridEventPublisher(EventGridPublisherClient client) : IEventPublisher
{
    /// <summary>Event Grid refuses requests over 1 MB; this leaves room for the attributes around the data.</summary>
    private const int MostBytes = 900_000;

    private const int AttributeBytes = 1024;

    /// <inheritdoc/>
    public async Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (var batch in Batches(events.Select(CloudEventMapper.FromEnvelope)))
        {
            await client.SendEventsAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    private static IEnumerable<IReadOnlyList<CloudEvent>> Batches(IEnumerable<CloudEvent> events)
    {
        var (batch, bytes) = (new List<CloudEvent>(), 0);
        foreach (var cloudEvent in events)
        {
            var size = (cloudEvent.Data?.ToMemory().Length ?? 0) + AttributeBytes;
            if (batch.Count > 0 && bytes + size > MostBytes)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(cloudEvent);
            bytes += size;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }
}
