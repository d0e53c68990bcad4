using System.Runtime.CompilerServices;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Log;

/// <summary>Tells what is new in the log: events as they are published, deliveries as they end.</summary>
/// <param name="log">The log.</param>
/// <param name="time">Clock.</param>
/// <param name="types">Only events of these types; empty for every type.</param>
public sealed class EventLogFollower(IEventLog log, TimeProvider time, IReadOnlyCollection<DataEventType> types)
{
    /// <summary>Time looked back at every poll: clocks differ, and a row may be written later than a younger one.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, DateTimeOffset> _told = new(StringComparer.Ordinal);
    private readonly HashSet<string> _toldDeliveries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _open = new(StringComparer.Ordinal);
    private DateTimeOffset _from = time.GetUtcNow();

    /// <summary>Rows met so far that this version cannot read, each once.</summary>
    public ISet<UnreadableRecord> Unreadable { get; } = new HashSet<UnreadableRecord>();

    /// <summary>Follows until cancelled.</summary>
    /// <param name="first">Newest events of the last day to begin with.</param>
    /// <param name="interval">Pause between two looks.</param>
    /// <param name="cancellationToken">Ends it, with <see cref="OperationCanceledException"/>.</param>
    public async IAsyncEnumerable<FollowedEntry> FollowAsync(
        int first, TimeSpan interval, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var entry in await BeginAsync(first, cancellationToken).ConfigureAwait(false))
        {
            yield return entry;
        }

        while (true)
        {
            foreach (var entry in await PollAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return entry;
            }

            await Task.Delay(interval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The newest events of the last day, oldest first.</summary>
    public async Task<IReadOnlyList<FollowedEntry>> BeginAsync(int first, CancellationToken cancellationToken)
    {
        _from = time.GetUtcNow();
        var query = new EventLogQuery { From = _from - TimeSpan.FromDays(1), To = _from + Overlap, Types = types };
        var newest = await log.QueryAsync(query, Unreadable, cancellationToken).Take(first)
            .ToListAsync(cancellationToken).ConfigureAwait(false);

        // What the first look would find but is not among the newest is none of the news.
        await foreach (var old in log.QueryAsync(
            query with { From = _from - Overlap }, Unreadable, cancellationToken).ConfigureAwait(false))
        {
            _told[old.Event.Id] = old.Published;
        }

        return [.. Enumerable.Reverse(newest).SelectMany(Tell)];
    }

    /// <summary>What is new since the last look.</summary>
    public async Task<IReadOnlyList<FollowedEntry>> PollAsync(CancellationToken cancellationToken)
    {
        var entries = await NewDeliveriesAsync(cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();

        // Somebody may have set the clock back since the last look.
        _from = _from < now ? _from : now;
        var query = new EventLogQuery { From = _from - Overlap, To = now + Overlap, Types = types };
        var found = await log.QueryAsync(query, Unreadable, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        entries.AddRange(Enumerable.Reverse(found).Where(logged => !_told.ContainsKey(logged.Event.Id)).SelectMany(Tell));
        _from = now;
        foreach (var old in _told.Where(told => told.Value < query.From).Select(told => told.Key).ToList())
        {
            _told.Remove(old);
        }

        return entries;
    }

    private IEnumerable<FollowedEntry> Tell(LoggedEvent logged)
    {
        _told[logged.Event.Id] = logged.Published;
        if (!IsOver(logged))
        {
            if (!_open.TryGetValue(logged.Event.CorrelationId, out var open))
            {
                _open.Add(logged.Event.CorrelationId, open = new(StringComparer.Ordinal));
            }

            open.Add(logged.Event.Id);
        }

        return [new FollowedEntry(logged.Event, logged.Published, null), .. TellDeliveries(logged)];
    }

    private List<FollowedEntry> TellDeliveries(LoggedEvent logged) =>
        [.. logged.Handlings.Where(handling => _toldDeliveries.Add(handling.DeliveryId)).Select(
            handling => new FollowedEntry(logged.Event, logged.Published, handling))];

    private async Task<List<FollowedEntry>> NewDeliveriesAsync(CancellationToken cancellationToken)
    {
        var entries = new List<FollowedEntry>();
        foreach (var (correlation, open) in _open.ToList())
        {
            await foreach (var logged in log.OfCorrelationAsync(correlation, Unreadable, cancellationToken).ConfigureAwait(false))
            {
                if (open.Contains(logged.Event.Id))
                {
                    entries.AddRange(TellDeliveries(logged));
                    Close(correlation, open, logged);
                }
            }
        }

        return entries;
    }

    private void Close(string correlation, HashSet<string> open, LoggedEvent logged)
    {
        if (IsOver(logged))
        {
            open.Remove(logged.Event.Id);
            _toldDeliveries.ExceptWith(logged.Handlings.Select(handling => handling.DeliveryId));
        }

        if (open.Count == 0)
        {
            _open.Remove(correlation);
        }
    }

    private static bool IsOver(LoggedEvent logged) =>
        logged.Handlings.Any(handling => handling.IsSettled || handling.Outcome == HandlingOutcome.DeadLetter);
}

/// <summary>News of the log: an event that was published, or a delivery of it that ended.</summary>
/// <param name="Event">The event.</param>
/// <param name="Published">When it was published (UTC).</param>
/// <param name="Handling">The delivery; null for the news that the event was published.</param>
public sealed record FollowedEntry(EventEnvelope Event, DateTimeOffset Published, HandlingRecord? Handling);
