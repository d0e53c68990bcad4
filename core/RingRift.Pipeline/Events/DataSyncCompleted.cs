using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>Shards are verified, duplicate games dropped, the manifest written.</summary>
public sealed record DataSyncCompleted : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.DataSyncCompleted;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>Manifest of the games kept (JSON).</summary>
    public required ArtifactRef Manifest { get; init; }

    /// <summary>Games kept.</summary>
    public required int Games { get; init; }

    /// <summary>Games dropped because the same content was seen before.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Games dropped because they do not replay under the rules.</summary>
    public required int Rejected { get; init; }
}
