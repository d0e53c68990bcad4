using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.ScaleIn;

/// <summary>When a worker's machine should not be chosen by a shrinking scale set.</summary>
public static class ScaleInPolicy
{
    /// <summary>
    /// Whether to be protected: while jobs follow one another. A machine that drains or has nothing to do is the right one to give up, and
    /// a change for each job would cost more management calls than a subscription has.
    /// </summary>
    /// <param name="condition">What the worker knows.</param>
    public static bool IsWanted(WorkerCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition is { AtWork: true, DrainReason: null, LoopEnded: false };
    }
}
