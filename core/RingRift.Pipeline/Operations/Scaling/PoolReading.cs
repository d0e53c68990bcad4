using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>What is measured of a kind's workers and work.</summary>
/// <param name="Kind">The kind of work.</param>
/// <param name="Workers">Workers wanted now.</param>
/// <param name="Load">Its queue.</param>
/// <param name="JobTime">Mean time of a job, as far as any was done; null otherwise.</param>
public sealed record PoolReading(WorkKind Kind, int Workers, QueueLoad Load, TimeSpan? JobTime = null);
