using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>The evaluation of the candidate.</summary>
public sealed record EvaluationState : StoredRecord
{
    /// <summary>The candidate.</summary>
    public required ArtifactRef Candidate { get; init; }

    /// <summary>Champion it meets; null when there is none yet.</summary>
    public ArtifactRef? Champion { get; init; }

    /// <summary>All chunks.</summary>
    public required IReadOnlyList<MatchState> Matches { get; init; }

    /// <summary>Result against each opponent, once all chunks are played.</summary>
    public IReadOnlyList<OpponentScore> Scores { get; init; } = [];
}
