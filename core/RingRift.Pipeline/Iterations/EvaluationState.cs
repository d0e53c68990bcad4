using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>The evaluation of the candidate.</summary>
public sealed record EvaluationState : StoredRecord
{
    /// <summary>Name of the champion among the opponents.</summary>
    public const string ChampionName = "champion";

    /// <summary>Name of the network that plays, among the opponents.</summary>
    public const string GeneratorName = "generator";

    /// <summary>The candidate.</summary>
    public required ArtifactRef Candidate { get; init; }

    /// <summary>Champion it meets; null when there is none yet.</summary>
    public ArtifactRef? Champion { get; init; }

    /// <summary>Network that played when it was planned; null for rollouts, and where the candidate needs no such check.</summary>
    public ArtifactRef? Generator { get; init; }

    /// <summary>Whether the candidate is checked against the network that plays, and plays itself once it passed.</summary>
    public bool IsChecked { get; init; }

    /// <summary>Whether it passed that check; null until it is over.</summary>
    public bool? Passed { get; init; }

    /// <summary>Whether it is measured against the champion too.</summary>
    public bool IsMeasured { get; init; } = true;

    /// <summary>Openings after which the gate refuses what it could not decide; 0 where all of them were asked for at once.</summary>
    public int MostPairs { get; init; }

    /// <summary>Chunks asked for so far.</summary>
    public required IReadOnlyList<MatchState> Matches { get; init; }

    /// <summary>Result against each opponent, once all chunks are played.</summary>
    public IReadOnlyList<OpponentScore> Scores { get; init; } = [];

    /// <summary>What the gate said of it; null before, and where no gate was asked.</summary>
    public GateVerdict? Gate { get; init; }
}
