using System.Runtime.CompilerServices;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;

namespace RingRift.InMemory;

/// <summary>The event log in memory.</summary>
public sealed class InMemoryEventLog(TimeProvider time, FaultInjector? faults = null) : IEventLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (EventEnvelope Event, DateTimeOffset Published)> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HandlingRecord> _handlings = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task AppendPublishedAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        cancellationToken.ThrowIfCancellationRequested();
        faults?.Pass(FaultPoint.BeforeLogPublished);
        lock (_lock)
        {
            foreach (var envelope in events)
            {
                _events.TryAdd(envelope.Id, (envelope, time.GetUtcNow()));
            }
        }

        faults?.Pass(FaultPoint.AfterLogPublished);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AppendHandledAsync(IReadOnlyList<HandlingRecord> records, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        cancellationToken.ThrowIfCancellationRequested();
        faults?.Pass(FaultPoint.BeforeLogHandled);
        lock (_lock)
        {
            foreach (var record in records)
            {
                _handlings.TryAdd(record.DeliveryId, record);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LoggedEvent> OfCorrelationAsync(
        string correlationId, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken) =>
        StreamAsync(
        logged => logged.Event.CorrelationId == correlationId,
        all => all.OrderBy(logged => logged.Published).ThenBy(logged => logged.Event.Id, StringComparer.Ordinal),
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LoggedEvent> QueryAsync(
        EventLogQuery query, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return StreamAsync(
            query.Matches,
            all => all.OrderByDescending(logged => logged.Published).ThenBy(logged => logged.Event.Id, StringComparer.Ordinal),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<int> DeleteBeforeAsync(DateTimeOffset hour, CancellationToken cancellationToken)
    {
        WholeHour.Require(hour);
        lock (_lock)
        {
            var old = _events.Where(entry => entry.Value.Published < hour).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var id in old)
            {
                _events.Remove(id);
            }

            foreach (var delivery in _handlings.Where(entry => old.Contains(entry.Value.EventId)).Select(entry => entry.Key).ToList())
            {
                _handlings.Remove(delivery);
            }

            return Task.FromResult(old.Count);
        }
    }

    private async IAsyncEnumerable<LoggedEvent> StreamAsync(
        Func<LoggedEvent, bool> wanted,
        Func<IEnumerable<LoggedEvent>, IEnumerable<LoggedEvent>> order,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<LoggedEvent> found;
        lock (_lock)
        {
            var handlings = _handlings.Values.ToLookup(record => record.EventId, StringComparer.Ordinal);
            found = [.. order(_events.Values
                .Select(
                    entry => new LoggedEvent(entry.Event, entry.Published, [.. handlings[entry.Event.Id].OrderBy(record => record.Time)]))
                .Where(wanted))];
        }

        foreach (var logged in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return logged;
        }

        await Task.CompletedTask;
    }
}
