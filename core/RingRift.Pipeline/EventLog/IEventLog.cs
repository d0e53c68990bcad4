using RingRift.Pipeline.Events;

namespace RingRift.Pipeline.EventLog;

/// <summary>
/// The durable record of what was published and what consumers did with it (EVENTS.md 4.4). Written beside the work, never decided by: a lost
/// row of a delivery costs a line in a trace, nothing else.
/// </summary>
public interface IEventLog
{
    /// <summary>Records events that are about to be published. An event that is recorded already stays as it is: the id decides.</summary>
    Task AppendPublishedAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken);

    /// <summary>Records one delivery. Every call is a delivery of its own.</summary>
    Task AppendHandledAsync(HandlingRecord record, CancellationToken cancellationToken);

    /// <summary>All events of a chain with their deliveries, by time of publishing and then id.</summary>
    IAsyncEnumerable<LoggedEvent> OfCorrelationAsync(string correlationId, CancellationToken cancellationToken);

    /// <summary>Events of a time range, newest first.</summary>
    IAsyncEnumerable<LoggedEvent> QueryAsync(EventLogQuery query, CancellationToken cancellationToken);
}
