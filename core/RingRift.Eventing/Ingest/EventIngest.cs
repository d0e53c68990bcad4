using Microsoft.Extensions.Logging;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Routing;

namespace RingRift.Eventing.Ingest;

/// <summary>
/// The way in for events of other systems: what is accepted is published as if this system had emitted it, with its own source and id, and so logged and
/// routed. Sending a request again is safe: an event has the same id every time, and consumers know it by that.
/// </summary>
public sealed partial class EventIngest(EventRouter router, ILogger<EventIngest> logger)
{
    /// <summary>Takes a request.</summary>
    /// <param name="body">One event or a list of events as JSON in UTF-8.</param>
    /// <param name="cancellationToken">Ends waiting for the transport; the request may be sent again.</param>
    /// <exception cref="IngestFormatException">The body as a whole breaks a rule; nothing is published.</exception>
    public async Task<IngestReport> TakeAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var events = IngestParser.Read(body);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var results = events.Select(one => ResultOf(one, known)).ToArray();
        EventEnvelope[] accepted = [.. events.Where(one => results[one.Index].Status == IngestStatus.Accepted).Select(one => one.Event!)];
        if (accepted.Length > 0)
        {
            await router.PublishAsync(accepted, cancellationToken);
        }

        Log(events);
        var refused = results.Count(result => result.Status == IngestStatus.Refused);
        return new IngestReport(results.Length - refused, refused, results);
    }

    private static IngestResult ResultOf(IngestedEvent one, HashSet<string> known) => one switch
    {
        { Refusal: { } refusal } => new IngestResult { Index = one.Index, Status = IngestStatus.Refused, Path = refusal.Path, Value = refusal.Value, Rule = refusal.Rule },
        { Event: { } envelope } => new IngestResult
        {
            Index = one.Index,
            Status = known.Add(envelope.Id) ? IngestStatus.Accepted : IngestStatus.Repeated,
            Id = envelope.Id,
            Type = envelope.Type.AdrName(),
        },
        _ => throw new InvalidOperationException($"event {one.Index} is neither accepted nor refused"),
    };

    private void Log(IEnumerable<IngestedEvent> events)
    {
        foreach (var one in events)
        {
            if (one.Event is { } envelope)
            {
                LogAccepted(envelope.Type, envelope.Id, envelope.Source, envelope.Subject);
            }
            else
            {
                LogRefused(one.Index, one.Refusal!.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Type} {Id} of {Source} ({Subject}) is accepted from outside")]
    private partial void LogAccepted(DataEventType type, string id, string source, string subject);

    [LoggerMessage(Level = LogLevel.Warning, Message = "event {Index} of a request is refused: {Reason}")]
    private partial void LogRefused(int index, string reason);
}
