using RingRift.Pipeline.Artifacts;

namespace RingRift.Pipeline.Events;

/// <summary>A candidate network exists.</summary>
public sealed record TrainingCompleted : IPipelineEvent
{
    /// <inheritdoc/>
    public static DataEventType Type => DataEventType.TrainingCompleted;

    /// <inheritdoc/>
    public static int SchemaVersion => 1;

    /// <inheritdoc/>
    public required string Config { get; init; }

    /// <inheritdoc/>
    public required int Iteration { get; init; }

    /// <summary>Job that made it.</summary>
    public required string JobId { get; init; }

    /// <summary>The network as ONNX; its hash is the model id (K7).</summary>
    public required ArtifactRef Model { get; init; }

    /// <summary>Weights and optimiser state to continue from.</summary>
    public required ArtifactRef Checkpoint { get; init; }

    /// <summary>Optimiser steps made.</summary>
    public required int Steps { get; init; }

    /// <summary>Mean policy cross-entropy on the validation rows, in nats.</summary>
    public required double PolicyLoss { get; init; }

    /// <summary>Mean value cross-entropy on the validation rows, in nats.</summary>
    public required double ValueLoss { get; init; }

    /// <summary>Time the committing attempt worked, in seconds.</summary>
    public required double Seconds { get; init; }
}
