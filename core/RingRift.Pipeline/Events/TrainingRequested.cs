using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>Command: train one candidate network.</summary>
public sealed record TrainingRequested : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.TrainingRequested;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>Id of the job, the same for every delivery and attempt.</summary>
    public required string JobId { get; init; }

    /// <summary>Sample files to train on, oldest first.</summary>
    public required IReadOnlyList<ArtifactRef> Window { get; init; }

    /// <summary>Rows in the window.</summary>
    public required int Rows { get; init; }

    /// <summary>Seed for initialisation, shuffling and symmetries.</summary>
    public required long Seed { get; init; }

    /// <summary>Checkpoint to start from: that of the newest network; null to start from nothing.</summary>
    public ArtifactRef? StartFrom { get; init; }
}
