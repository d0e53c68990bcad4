using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>The training rows of an iteration are stored as .npz.</summary>
public sealed record NpzExportComplete : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.NpzExportComplete;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>The .npz file.</summary>
    public required ArtifactRef Samples { get; init; }

    /// <summary>Games the rows come from.</summary>
    public required int Games { get; init; }

    /// <summary>Rows in the file.</summary>
    public required int Rows { get; init; }

    /// <summary>Mean entropy of the policy targets, in nats.</summary>
    public required double PolicyEntropy { get; init; }
}
