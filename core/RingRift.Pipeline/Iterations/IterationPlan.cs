using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>
/// Everything an iteration is given at its beginning. It holds what it needs of earlier iterations, so no later step looks back.
/// </summary>
public sealed record IterationPlan : StoredRecord
{
    /// <summary>Shards of self-play games, each one job.</summary>
    public required int Shards { get; init; }

    /// <summary>Games of each shard.</summary>
    public required int GamesPerShard { get; init; }

    /// <summary>Seed everything random in the iteration derives from.</summary>
    public required long Seed { get; init; }

    /// <summary>Network that plays; null before the first, when search uses rollouts.</summary>
    public ArtifactRef? Model { get; init; }

    /// <summary>Whether a shard is played by the network that plays when a worker begins it, and not by <see cref="Model"/> (ADR 0035).</summary>
    public bool Newest { get; init; }

    /// <summary>Generation of the champion when the iteration began; 0 before the first.</summary>
    public int Generation { get; init; }

    /// <summary>Checkpoint training starts from; null to start from nothing.</summary>
    public ArtifactRef? StartFrom { get; init; }

    /// <summary>Samples of earlier iterations inside the window, oldest first.</summary>
    public IReadOnlyList<SampleFile> Earlier { get; init; } = [];

    /// <summary>Iterations without a candidate just before this one.</summary>
    public int FailuresInARow { get; init; }
}
