using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>The gate refused the candidate; the champion stays.</summary>
public sealed record PromotionRejected : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.PromotionRejected;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>The refused network.</summary>
    public required ArtifactRef Candidate { get; init; }

    /// <summary>What the gate saw.</summary>
    public required string Reason { get; init; }
}
