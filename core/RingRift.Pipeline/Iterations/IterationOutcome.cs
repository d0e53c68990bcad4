namespace RingRift.Pipeline.Iterations;

/// <summary>How an iteration ended.</summary>
public enum IterationOutcome
{
    /// <summary>The candidate became champion.</summary>
    Promoted,

    /// <summary>The candidate did not pass the gate.</summary>
    Rejected,

    /// <summary>The games or samples were not fit to train on.</summary>
    DataRefused,

    /// <summary>Training failed for good.</summary>
    TrainingFailed,

    /// <summary>A network under evaluation could not be run.</summary>
    EvaluationFailed,

    /// <summary>Every shard of self-play games was given up.</summary>
    SelfplayFailed,
}
