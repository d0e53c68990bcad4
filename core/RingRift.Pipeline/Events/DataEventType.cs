namespace RingRift.Pipeline.Events;

/// <summary>
/// The facts and commands that travel between the stages: ADR-001's main line. The wire name of a member is the
/// member in lower snake case behind <see cref="EventTypeNames.Prefix"/>; <see cref="EventTypeNames"/> is the only place that maps.
/// </summary>
public enum DataEventType
{
    /// <summary>Command: play one shard of self-play games. Taken by a GPU worker.</summary>
    SelfplayRequested,

    /// <summary>One shard of self-play games is stored.</summary>
    SelfplayComplete,

    /// <summary>All shards of an iteration are stored; they are to be verified and merged.</summary>
    DataSyncTriggered,

    /// <summary>Shards are verified, duplicates dropped, the manifest written.</summary>
    DataSyncCompleted,

    /// <summary>The training rows of an iteration are stored as an .npz file.</summary>
    NpzExportComplete,

    /// <summary>Command: train one candidate. Taken by a GPU worker.</summary>
    TrainingRequested,

    /// <summary>A worker began to train.</summary>
    TrainingStarted,

    /// <summary>A candidate network exists.</summary>
    TrainingCompleted,

    /// <summary>Training ended in error for good; the iteration ends without a candidate.</summary>
    TrainingFailed,

    /// <summary>Command: play one chunk of paired evaluation games. Taken by a function.</summary>
    MatchRequested,

    /// <summary>One chunk of paired evaluation games is played.</summary>
    MatchCompleted,

    /// <summary>All evaluation games of a candidate are counted.</summary>
    EvaluationCompleted,

    /// <summary>The candidate became the champion of its config.</summary>
    ModelPromoted,

    /// <summary>The gate refused the candidate; the champion stays.</summary>
    PromotionRejected,

    /// <summary>The champion's network is verified where workers read it; the next iteration may begin.</summary>
    ModelDistributionComplete,
}
