using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>All shards of an iteration are stored; they are to be verified and merged.</summary>
public sealed record DataSyncTriggered : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.DataSyncTriggered;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>The shards, in shard order.</summary>
    public required IReadOnlyList<ArtifactRef> Shards { get; init; }
}
