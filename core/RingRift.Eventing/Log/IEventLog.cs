using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Log;

/// <summary>
/// The durable record of what was published and what consumers did with it. Written beside the work, never decided by: a lost
/// row of a delivery costs a line in a trace, nothing else.
/// </summary>
public interface IEventLog
{
    /// <summary>Records events that are about to be published. An event that is recorded already stays as it is: the id decides.</summary>
    Task AppendPublishedAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken);

    /// <summary>
    /// Records deliveries. One that is recorded already is the same delivery: <see cref="HandlingRecord.DeliveryId"/> decides.
    /// </summary>
    Task AppendHandledAsync(IReadOnlyList<HandlingRecord> records, CancellationToken cancellationToken);

    /// <summary>All events of a chain with their deliveries, by time of publishing and then id.</summary>
    /// <exception cref="UnreadableRecordException">This version cannot read one of them.</exception>
    IAsyncEnumerable<LoggedEvent> OfCorrelationAsync(string correlationId, CancellationToken cancellationToken) =>
        OfCorrelationAsync(correlationId, unreadable: null, cancellationToken);

    /// <summary>The same; rows that this version cannot read are noted and passed over.</summary>
    /// <param name="correlationId">The chain.</param>
    /// <param name="unreadable">Takes them; null where one of them ends the list.</param>
    /// <param name="cancellationToken">Stops between two.</param>
    IAsyncEnumerable<LoggedEvent> OfCorrelationAsync(
        string correlationId, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken);

    /// <summary>Events of a time range, newest first and then by id.</summary>
    /// <exception cref="UnreadableRecordException">This version cannot read one of them.</exception>
    IAsyncEnumerable<LoggedEvent> QueryAsync(EventLogQuery query, CancellationToken cancellationToken) =>
        QueryAsync(query, unreadable: null, cancellationToken);

    /// <summary>The same; rows that this version cannot read are noted and passed over.</summary>
    /// <param name="query">Which events.</param>
    /// <param name="unreadable">Takes them; null where one of them ends the list.</param>
    /// <param name="cancellationToken">Stops between two.</param>
    IAsyncEnumerable<LoggedEvent> QueryAsync(
        EventLogQuery query, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken);

    /// <summary>Forgets the events published before an hour, and their deliveries. May be called again after a crash.</summary>
    /// <param name="hour">The first hour to keep, a whole one (UTC).</param>
    /// <param name="cancellationToken">Stops between two batches; what is gone is gone.</param>
    /// <returns>Events forgotten.</returns>
    /// <exception cref="ArgumentException">The time is not a whole hour.</exception>
    Task<int> DeleteBeforeAsync(DateTimeOffset hour, CancellationToken cancellationToken);
}

/// <summary>An event that was published, with what became of it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Published">When it was logged, just before it went to the transport (UTC).</param>
/// <param name="Handlings">Its deliveries, by time; the attempt of a consumer is its place among those of the same consumer.</param>
public sealed record LoggedEvent(EventEnvelope Event, DateTimeOffset Published, IReadOnlyList<HandlingRecord> Handlings);

/// <summary>Which events of the log are wanted; all conditions hold together.</summary>
public sealed record EventLogQuery
{
    /// <summary>Published at or after this time (UTC).</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Published before this time (UTC).</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Of these types; empty for every type.</summary>
    public IReadOnlyCollection<DataEventType> Types { get; init; } = [];

    /// <summary>Only events that some delivery of failed (dead letter or fault).</summary>
    public bool FailedOnly { get; init; }

    /// <summary>Whether an event is one of those wanted.</summary>
    public bool Matches(LoggedEvent logged)
    {
        ArgumentNullException.ThrowIfNull(logged);
        return logged.Published >= From && logged.Published < To
            && (Types.Count == 0 || Types.Contains(logged.Event.Type))
            && (!FailedOnly || logged.Handlings.Any(handling => handling.IsFailure));
    }
}
