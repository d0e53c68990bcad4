using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Events;

/// <summary>Who an evaluated network meets.</summary>
/// <param name="Name">
/// Stable name for tables: <c>champion</c>, <c>random</c>, <c>heuristic</c>, <c>uct-200</c> or <c>past-1c09be77a3d2</c>.
/// </param>
/// <param name="Model">The network, when the opponent is one.</param>
public sealed record Opponent(string Name, ArtifactRef? Model = null) : StoredRecord;

/// <summary>Result of a candidate against one opponent.</summary>
public sealed record OpponentScore : StoredRecord
{
    /// <summary>Whom the candidate met.</summary>
    public required Opponent Opponent { get; init; }

    /// <summary>Games played, at least 1.</summary>
    public required int Games { get; init; }

    /// <summary>Games the candidate won.</summary>
    public required int Wins { get; init; }

    /// <summary>Games without a winner.</summary>
    public required int Draws { get; init; }

    /// <summary>Mean score over pairs, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>Lower end of the 95 % interval of <see cref="Score"/>.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the 95 % interval of <see cref="Score"/>.</summary>
    public required double High { get; init; }
}
