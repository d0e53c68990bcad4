using RingRift.Eventing.Records;

namespace RingRift.Eventing.Aggregates;

/// <summary>State of an aggregate as loaded.</summary>
/// <param name="Key">Its name.</param>
/// <param name="State">Its state.</param>
/// <param name="Version">Number of commits so far, from 1.</param>
/// <param name="Token">Concurrency token to commit under (a table's ETag).</param>
public sealed record Aggregate<TState>(AggregateKey Key, TState State, long Version, string Token)
    where TState : StoredRecord;
