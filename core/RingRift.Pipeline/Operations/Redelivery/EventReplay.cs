using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;

namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>
/// Sends logged events to one consumer once more, marked with the replay's id. The consumer's gates hold: what it has handled is a
/// duplicate, what no longer matters is stale.
/// </summary>
public sealed partial class EventReplay(
    IEventLog log, RedeliverySender sender, ConsumerDirectory consumers, TimeProvider time, ILogger<EventReplay> logger)
{
    /// <summary>Most events of one replay; a larger one is asked for in parts.</summary>
    public const int MostEvents = 10_000;

    /// <summary>Replays.</summary>
    /// <param name="request">What, and into whom.</param>
    /// <param name="reason">Why people want it.</param>
    /// <param name="dryRun">Only says which events it would be.</param>
    /// <param name="cancellationToken">Stops between two events.</param>
    /// <exception cref="ArgumentException">There is no such consumer, or there are more than <see cref="MostEvents"/> events.</exception>
    public async Task<ReplayReport> ReplayAsync(ReplayRequest request, string reason, bool dryRun, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = await FindAsync(request, consumers.TypeOf(request.Consumer), cancellationToken);
        if (dryRun)
        {
            return new ReplayReport(null, request.Consumer, true, [.. found.Select(logged => Describe(logged, request.Consumer))]);
        }

        var replayId = IdOf(request, time.GetUtcNow());
        LogReplay(replayId, found.Count, request.Consumer, reason);
        var events = new List<ReplayedEvent>(found.Count);
        foreach (var logged in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            events.Add(await SendAsync(logged, request.Consumer, replayId, reason, cancellationToken));
        }

        return new ReplayReport(replayId, request.Consumer, false, events);
    }

    private async Task<IReadOnlyList<LoggedEvent>> FindAsync(ReplayRequest request, DataEventType type, CancellationToken cancellationToken)
    {
        var events = request.CorrelationId is { } correlation
            ? log.OfCorrelationAsync(correlation, cancellationToken)
            : log.QueryAsync(new EventLogQuery { From = request.From, To = request.To, Types = [type] }, cancellationToken);
        var found = new List<LoggedEvent>();
        await foreach (var logged in events)
        {
            if (logged.Event.Type != type)
            {
                continue;
            }

            if (found.Count == MostEvents)
            {
                throw new ArgumentException(
                    $"more than {MostEvents} events of type {type.CatalogueName()}: one replay holds {MostEvents}; take a shorter time");
            }

            found.Add(logged);
        }

        return [.. found.OrderBy(logged => logged.Published).ThenBy(logged => logged.Event.Id, StringComparer.Ordinal)];
    }

    private async Task<ReplayedEvent> SendAsync(
        LoggedEvent logged, string consumer, string replayId, string reason, CancellationToken cancellationToken)
    {
        var described = Describe(logged, consumer);
        var body = CloudEventWriter.Write(logged.Event with { ReplayId = replayId });
        try
        {
            await sender.SendAsync(
                new RedeliveryRequest { Consumer = consumer, Body = body, Reason = reason, ReplayId = replayId }, cancellationToken);
            return described with { IsSent = true };
        }
        catch (ArgumentException tooLarge)
        {
            return described with { Refused = tooLarge.Message };
        }
    }

    private static ReplayedEvent Describe(LoggedEvent logged, string consumer) => new(
        logged.Event.Id,
        logged.Event.Type.CatalogueName(),
        logged.Event.Subject,
        logged.Event.CorrelationId,
        logged.Published,
        logged.Handlings.LastOrDefault(handling => handling.Consumer == consumer)?.Outcome);

    private static string IdOf(ReplayRequest request, DateTimeOffset now)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{request} {now.UtcTicks}")).AsSpan(0, 4);
        return string.Create(CultureInfo.InvariantCulture, $"replay-{now.UtcDateTime:yyyyMMddTHHmmss}-{Convert.ToHexStringLower(hash)}");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Replay}: {Count} events into {Consumer}: {Reason}")]
    private partial void LogReplay(string replay, int count, string consumer, string reason);
}

/// <summary>What a replay sent, or would send.</summary>
/// <param name="ReplayId">Marks every delivery of the replay; null for a dry run.</param>
/// <param name="Consumer">Who gets the events.</param>
/// <param name="IsDryRun">Whether nothing was sent.</param>
/// <param name="Events">The events, oldest first.</param>
public sealed record ReplayReport(string? ReplayId, string Consumer, bool IsDryRun, IReadOnlyList<ReplayedEvent> Events);

/// <summary>One event of a replay.</summary>
/// <param name="EventId">The event.</param>
/// <param name="EventType">Its type as in ADR-001.</param>
/// <param name="Subject">Config and iteration.</param>
/// <param name="CorrelationId">Its chain.</param>
/// <param name="Published">When it was published (UTC).</param>
/// <param name="LastOutcome">How its last delivery to the consumer ended; null when none is known. A settled one will be a
/// duplicate.</param>
/// <param name="IsSent">Whether it was sent.</param>
/// <param name="Refused">Why it cannot be sent; null when it can.</param>
public sealed record ReplayedEvent(
    string EventId,
    string EventType,
    string Subject,
    string CorrelationId,
    DateTimeOffset Published,
    HandlingOutcome? LastOutcome,
    bool IsSent = false,
    string? Refused = null);
