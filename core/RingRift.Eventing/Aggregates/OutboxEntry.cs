using RingRift.Eventing.Envelope;

namespace RingRift.Eventing.Aggregates;

/// <summary>An event that is committed and not yet known to be published.</summary>
/// <param name="Key">Aggregate it belongs to.</param>
/// <param name="RowId">Its place in the outbox.</param>
/// <param name="Event">The event.</param>
public sealed record OutboxEntry(AggregateKey Key, string RowId, EventEnvelope Event) : OutboxRow(Key, RowId);
