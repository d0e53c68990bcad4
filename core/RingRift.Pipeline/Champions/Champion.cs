using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Champions;

/// <summary>The best network of a config.</summary>
/// <param name="Config">Config name.</param>
/// <param name="Model">The network.</param>
/// <param name="Checkpoint">Its weights for further training.</param>
/// <param name="Iteration">Iteration that made it.</param>
/// <param name="Generation">Changes of this config's champion so far, promotions and rollbacks, from 1.</param>
public sealed record Champion(string Config, ArtifactRef Model, ArtifactRef Checkpoint, int Iteration, int Generation) : StoredRecord
{
    /// <summary>Why an earlier champion is champion again; null for a promotion.</summary>
    public ChampionRollback? Rollback { get; init; }
}
