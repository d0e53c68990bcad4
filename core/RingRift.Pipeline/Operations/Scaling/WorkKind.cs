namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>Kinds of work that have a queue, workers and a quota of their own, so that none can starve another (K26).</summary>
public enum WorkKind
{
    /// <summary>Self-play: many short jobs, which Spot workers may lose at any time.</summary>
    Selfplay,

    /// <summary>Training: one job for each config at a time, on regular workers.</summary>
    Training,
}
