using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>A stored shard of self-play games.</summary>
/// <param name="Shard">Index in the iteration, from 0.</param>
/// <param name="Data">The games.</param>
/// <param name="Games">Games in it.</param>
/// <param name="Attempt">Attempt of the job that made it, from 1.</param>
/// <param name="Seconds">Time that attempt worked.</param>
public sealed record ShardResult(int Shard, ArtifactRef Data, int Games, int Attempt, double Seconds) : StoredRecord;
