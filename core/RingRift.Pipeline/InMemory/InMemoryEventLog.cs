using System.Runtime.CompilerServices;
using RingRift.Pipeline.EventLog;
using RingRift.Pipeline.Events;

namespace RingRift.Pipeline.InMemory;

/// <summary>The event log in memory.</summary>
public sealed class InMemoryEventLog(TimeProvider time) : IEventLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (EventEnvelope Event, DateTimeOffset Published)> _events = new(StringComparer.Ordinal);
    private readonly List<HandlingRecord> _handlings = [];

    /// <inheritdoc/>
    public Task AppendPublishedAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            foreach (var envelope in events)
            {
                _events.TryAdd(envelope.Id, (envelope, time.GetUtcNow()));
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AppendHandledAsync(HandlingRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _handlings.Add(record);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LoggedEvent> OfCorrelationAsync(string correlationId, CancellationToken cancellationToken) => StreamAsync(
        logged => logged.Event.CorrelationId == correlationId,
        all => all.OrderBy(logged => logged.Published).ThenBy(logged => logged.Event.Id, StringComparer.Ordinal),
        cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<LoggedEvent> QueryAsync(EventLogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return StreamAsync(
            logged => logged.Published >= query.From && logged.Published < query.To
                && (query.Types.Count == 0 || query.Types.Contains(logged.Event.Type))
                && (!query.FailedOnly || logged.Handlings.Any(handling => handling.IsFailure)),
            all => all.OrderByDescending(logged => logged.Published).ThenByDescending(logged => logged.Event.Id, StringComparer.Ordinal),
            cancellationToken);
    }

    private async IAsyncEnumerable<LoggedEvent> StreamAsync(
        Func<LoggedEvent, bool> wanted,
        Func<IEnumerable<LoggedEvent>, IEnumerable<LoggedEvent>> order,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<LoggedEvent> found;
        lock (_lock)
        {
            var handlings = _handlings.ToLookup(record => record.EventId, StringComparer.Ordinal);
            found = [.. order(_events.Values
                .Select(entry => new LoggedEvent(entry.Event, entry.Published, [.. handlings[entry.Event.Id].OrderBy(record => record.Time)]))
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
