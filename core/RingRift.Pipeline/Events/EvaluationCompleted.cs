using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>All evaluation games of a candidate are counted.</summary>
public sealed record EvaluationCompleted : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.EvaluationCompleted;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>Network under evaluation.</summary>
    public required ArtifactRef Candidate { get; init; }

    /// <summary>Result against each opponent; never empty (K11).</summary>
    public required IReadOnlyList<OpponentScore> Scores { get; init; }
}
