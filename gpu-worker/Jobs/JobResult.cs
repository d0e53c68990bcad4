namespace RingRift.GpuWorker.Jobs;

/// <summary>How the processing of a job message ended.</summary>
public enum JobResult
{
    /// <summary>The result is committed and published.</summary>
    Done,

    /// <summary>The job was over before; whatever it left to publish was published again.</summary>
    Duplicate,

    /// <summary>Another worker holds the job.</summary>
    Busy,

    /// <summary>The worker stops; the job is given back.</summary>
    Released,

    /// <summary>The lease was lost; another worker does the job.</summary>
    Lost,

    /// <summary>The attempt failed; the job will be tried again.</summary>
    Retried,

    /// <summary>The job failed for good.</summary>
    Failed,

    /// <summary>The message is no job.</summary>
    DeadLettered,
}
