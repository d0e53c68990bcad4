namespace RingRift.Eventing.Aggregates;

/// <summary>A row of an outbox: an <see cref="OutboxEntry"/>, or an <see cref="UnreadableOutboxRow"/>.</summary>
/// <param name="Key">Aggregate it belongs to.</param>
/// <param name="RowId">Its place in the outbox.</param>
public abstract record OutboxRow(AggregateKey Key, string RowId);
