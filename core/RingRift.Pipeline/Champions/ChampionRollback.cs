using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Champions;

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
