namespace RingRift.Pipeline.Events;

/// <summary>A worker began to train.</summary>
public sealed record TrainingStarted : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.TrainingStarted;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>Job that runs.</summary>
    public required string JobId { get; init; }

    /// <summary>Attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Name of the worker.</summary>
    public required string Worker { get; init; }
}
