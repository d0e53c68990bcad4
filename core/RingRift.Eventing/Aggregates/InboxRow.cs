namespace RingRift.Eventing.Aggregates;

/// <summary>What an aggregate remembers of an event it has handled.</summary>
/// <param name="Key">Aggregate it belongs to.</param>
/// <param name="RowId">Its place in the inbox.</param>
public sealed record InboxRow(AggregateKey Key, string RowId);
