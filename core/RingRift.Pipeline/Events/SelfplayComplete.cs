using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>One shard of self-play games is stored.</summary>
public sealed record SelfplayComplete : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.SelfplayComplete;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>Job that made it.</summary>
    public required string JobId { get; init; }

    /// <summary>Index of the shard in its iteration.</summary>
    public required int Shard { get; init; }

    /// <summary>The shard: game records as .jsonl.gz.</summary>
    public required ArtifactRef Data { get; init; }

    /// <summary>Games in the shard.</summary>
    public required int Games { get; init; }

    /// <summary>Attempt of the job that committed, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Time the committing attempt worked, in seconds.</summary>
    public required double Seconds { get; init; }
}
