using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>Command: play one shard of self-play games.</summary>
public sealed record SelfplayRequested : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.SelfplayRequested;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>Id of the job, the same for every delivery and attempt.</summary>
    public required string JobId { get; init; }

    /// <summary>Index of the shard in its iteration, from 0.</summary>
    public required int Shard { get; init; }

    /// <summary>Games to play.</summary>
    public required int Games { get; init; }

    /// <summary>Seed of the shard; each game derives its own.</summary>
    public required long Seed { get; init; }

    /// <summary>Network to play with; null for the first generation, which searches with rollouts.</summary>
    public ArtifactRef? Model { get; init; }
}
