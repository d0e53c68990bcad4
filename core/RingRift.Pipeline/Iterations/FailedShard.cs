using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>A shard of self-play games that its worker gave up.</summary>
/// <param name="Shard">Index in the iteration, from 0.</param>
/// <param name="Reason">The last error.</param>
public sealed record FailedShard(int Shard, string Reason) : StoredRecord;
