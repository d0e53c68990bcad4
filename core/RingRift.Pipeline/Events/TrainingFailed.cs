namespace RingRift.Pipeline.Events;

/// <summary>Training ended in error for good; the iteration ends without a candidate.</summary>
public sealed record TrainingFailed : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.TrainingFailed;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>Job that failed.</summary>
    public required string JobId { get; init; }

    /// <summary>The last error.</summary>
    public required string Reason { get; init; }
}
