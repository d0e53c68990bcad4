using Microsoft.Extensions.Logging;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Routing;

namespace RingRift.Eventing.Ingest;

/// <summary>
/// The way in for events of other systems: what is accepted is published as if this system had emitted it, with its own source and id,
/// and so logged and routed. Sending a request again is safe: an event has the same id every time, and consumers know it by that. What was
/// said before under another id is not said again.
/// </summary>
public sealed partial class EventIngest(EventRouter router, IngestedContent contents, ILogger<EventIngest> logger)
{
    /// <summary>Takes a request.</summary>
    /// <param name="body">One event or a list of events as JSON in UTF-8.</param>
    /// <param name="cancellationToken">Ends waiting for the store and the transport; the request may be sent again.</param>
    /// <exception cref="IngestFormatException">The body as a whole breaks a rule; nothing is published.</exception>
    public async Task<IngestReport> TakeAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var events = IngestParser.Read(body);
        var firsts = FirstsOf(events);
        EventEnvelope[] said = [.. firsts.Values.DistinctBy(one => one.Id)];
        var known = await contents.ClaimAsync(said, cancellationToken).ConfigureAwait(false);
        await PublishAsync([.. said.Select(one => known[one])], cancellationToken).ConfigureAwait(false);
        Log(events);
        IngestResult[] results = [.. events.Select(one => one.Refusal is { } refusal
            ? IngestResult.Refused(one.Index, refusal)
            : IngestResult.Taken(one.Index, one.Event!, known[firsts[one.Index]], isFirst: ReferenceEquals(firsts[one.Index], one.Event)))];
        var refused = results.Count(result => result.Status == IngestStatus.Refused);
        return new IngestReport(results.Length - refused, refused, results);
    }

    /// <summary>For each event that is not refused the first one of the request that has its id or says the same, perhaps itself.</summary>
    private Dictionary<int, EventEnvelope> FirstsOf(IEnumerable<IngestedEvent> events)
    {
        var byId = new Dictionary<string, EventEnvelope>(StringComparer.Ordinal);
        var byContent = new Dictionary<ContentKey, EventEnvelope>();
        var firsts = new Dictionary<int, EventEnvelope>();
        foreach (var one in events.Where(one => one.Event is not null))
        {
            var envelope = one.Event!;
            if (!byId.TryGetValue(envelope.Id, out var first))
            {
                first = contents.KeyOf(envelope) is not { } key || byContent.TryAdd(key, envelope) ? envelope : byContent[key];
                byId.Add(envelope.Id, first);
            }

            firsts.Add(one.Index, first);
        }

        return firsts;
    }

    private async Task PublishAsync(IReadOnlyList<KnownContent> known, CancellationToken cancellationToken)
    {
        try
        {
            if (known.Where(one => one.IsToPublish).Select(one => one.Envelope).ToArray() is { Length: > 0 } published)
            {
                await router.PublishAsync(published, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await contents.ReleaseAsync(known).ConfigureAwait(false);
            throw;
        }

        await contents.CompleteAsync(known).ConfigureAwait(false);
    }

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

/// <summary>The answer to a request.</summary>
/// <param name="Accepted">Events that are published, or were before.</param>
/// <param name="Refused">Events that are not.</param>
/// <param name="Events">About each event, in the order of the request.</param>
public sealed record IngestReport(int Accepted, int Refused, IReadOnlyList<IngestResult> Events);

/// <summary>The answer about one event of a request.</summary>
public sealed record IngestResult
{
    /// <summary>Its place in the request, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>What became of it.</summary>
    public required IngestStatus Status { get; init; }

    /// <summary>Id it has here, which for a repeated one is the id of the event that it repeats; null for a refused one.</summary>
    public string? Id { get; init; }

    /// <summary>Its name as in <c>docs/events.md</c>; null for a refused one.</summary>
    public string? Type { get; init; }

    /// <summary>Where it is wrong, for example <c>data.config</c>; null for an accepted one.</summary>
    public string? Path { get; init; }

    /// <summary>What stands there; null for nothing.</summary>
    public string? Value { get; init; }

    /// <summary>What must stand there; null for an accepted one.</summary>
    public string? Rule { get; init; }

    internal static IngestResult Refused(int index, EventFormatException refusal) =>
        new() { Index = index, Status = IngestStatus.Refused, Path = refusal.Path, Value = refusal.Value, Rule = refusal.Rule };

    internal static IngestResult Taken(int index, EventEnvelope envelope, KnownContent content, bool isFirst) => new()
    {
        Index = index,
        Status = isFirst && content.Envelope.Id == envelope.Id ? IngestStatus.Accepted : IngestStatus.Repeated,
        Id = content.Envelope.Id,
        Type = envelope.Type.CatalogueName(),
    };
}

/// <summary>What became of one event of a request.</summary>
public enum IngestStatus
{
    /// <summary>It is published.</summary>
    Accepted,

    /// <summary>The same event stands earlier in the request, or its content is known under another id; it acts once.</summary>
    Repeated,

    /// <summary>It is not one of this system's events, or breaks its contract; nothing happened.</summary>
    Refused,
}
