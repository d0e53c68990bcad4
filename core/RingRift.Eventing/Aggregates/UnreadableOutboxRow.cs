namespace RingRift.Eventing.Aggregates;

/// <summary>A row that holds no event any more: damaged, or written by a version whose events this one does not know.</summary>
/// <param name="Key">Aggregate it belongs to.</param>
/// <param name="RowId">Its place in the outbox.</param>
/// <param name="Text">What it holds, as far as it can be read; never empty.</param>
/// <param name="Reason">Why it is no event.</param>
public sealed record UnreadableOutboxRow(AggregateKey Key, string RowId, string Text, string Reason) : OutboxRow(Key, RowId);
