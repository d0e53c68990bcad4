using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>The training of the candidate, as far as it has come.</summary>
public sealed record TrainingState : StoredRecord
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>Rows in the window.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of the training among those of the config, from 1; 0 for one of a run whose iterations followed one another.</summary>
    public int Number { get; init; }

    /// <summary>Newest attempt that began, from 1; 0 before.</summary>
    public int Attempt { get; init; }

    /// <summary>Worker of that attempt.</summary>
    public string? Worker { get; init; }

    /// <summary>The candidate.</summary>
    public ArtifactRef? Model { get; init; }

    /// <summary>Its checkpoint.</summary>
    public ArtifactRef? Checkpoint { get; init; }

    /// <summary>Optimiser steps made.</summary>
    public int Steps { get; init; }

    /// <summary>Policy cross-entropy on validation rows, nats.</summary>
    public double? PolicyLoss { get; init; }

    /// <summary>Value cross-entropy on validation rows, nats.</summary>
    public double? ValueLoss { get; init; }

    /// <summary>Time the last attempt worked, in seconds.</summary>
    public double? Seconds { get; init; }
}
