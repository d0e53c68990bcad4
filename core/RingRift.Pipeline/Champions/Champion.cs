using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
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

/// <summary>Why a generation is an earlier champion again (ADR 0014).</summary>
public sealed record ChampionRollback : StoredRecord
{
    /// <summary>Generation that was champion before and is not any more.</summary>
    public required int Undone { get; init; }

    /// <summary>Generation that is champion again; always a promotion, never itself a rollback.</summary>
    public required int Restored { get; init; }

    /// <summary>Iteration that was under way.</summary>
    public required int Iteration { get; init; }

    /// <summary>What was seen, or what a person said.</summary>
    public required string Reason { get; init; }

    /// <summary>How bad the regression was; null where a person asked for the rollback.</summary>
    public RegressionSeverity? Severity { get; init; }

    /// <summary>Estimated regression in Elo; null where a person asked for the rollback.</summary>
    public double? EloDrop { get; init; }

    /// <summary>Id of the event that led to it; null where a person asked for it.</summary>
    public string? Cause { get; init; }
}

/// <summary>A champion with the token (ETag) it can be replaced under.</summary>
public sealed record ChampionPointer(Champion Champion, string Token);
