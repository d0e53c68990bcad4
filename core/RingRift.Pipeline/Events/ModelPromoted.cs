using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>The candidate became the champion of its config.</summary>
public sealed record ModelPromoted : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.ModelPromoted;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>The new champion.</summary>
    public required ArtifactRef Model { get; init; }

    /// <summary>The champion it replaced; null for the first.</summary>
    public ArtifactRef? Previous { get; init; }

    /// <summary>What the gate saw.</summary>
    public required string Reason { get; init; }
}
