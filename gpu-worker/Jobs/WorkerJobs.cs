namespace RingRift.GpuWorker.Jobs;

/// <summary>
/// Which jobs a worker takes. Machines of different price or permanence take different ones, so that neither kind of work waits for the
/// other.
/// </summary>
public enum WorkerJobs
{
    /// <summary>All, training first.</summary>
    All,

    /// <summary>Self-play only.</summary>
    SelfPlay,

    /// <summary>Training only.</summary>
    Training,
}
