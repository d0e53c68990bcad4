using RingRift.Eventing.Clocks;

namespace RingRift.GpuWorker.Status;

/// <summary>
/// The worker's own record of its condition, written by its parts and read by whoever judges it. Safe for concurrent use.
/// </summary>
public sealed class WorkerStatus(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SteadyClock _clock = new(time);
    private WorkerCondition _now = new()
    {
        LastBeat = time.GetUtcNow(),
        IdleSince = time.GetUtcNow(),
        StorageFault = "it has not answered yet",
    };

    /// <summary>The time of the record (UTC), by a clock that nobody sets.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>The condition now.</summary>
    public WorkerCondition Current
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    /// <summary>Whether jobs are no longer taken.</summary>
    public bool IsDraining => Current.DrainReason is not null;

    /// <summary>A sign of life.</summary>
    public void Beat() => Change(condition => condition with { LastBeat = Now });

    /// <summary>The storage did what it was asked.</summary>
    public void StorageAnswered() => Change(condition => condition with { StorageFault = null });

    /// <summary>The storage did not.</summary>
    /// <param name="fault">What was wrong.</param>
    public void StorageFailed(string fault) => Change(condition => condition with { StorageFault = fault });

    /// <summary>A job was taken.</summary>
    public void JobTaken() => Change(condition => condition with { AtWork = true });

    /// <summary>All queues were found empty.</summary>
    public void QueuesEmpty() => Change(condition => condition.AtWork ? condition with { AtWork = false, IdleSince = Now } : condition);

    /// <summary>The self-test ended.</summary>
    /// <param name="failures">What it found; empty when it passed. The time without a job counts from here.</param>
    public void SelfTested(IReadOnlyList<string> failures) => Change(condition => condition with
    {
        SelfTest = failures.Count == 0 ? SelfTestState.Passed : SelfTestState.Failed,
        SelfTestFailures = failures,
        IdleSince = Now,
    });

    /// <summary>The rungs were found.</summary>
    /// <param name="rungs">Which they are and what they cost.</param>
    public void StandsOn(string rungs) => Change(condition => condition with { Rungs = rungs });

    /// <summary>The worker starts itself again when it has stopped.</summary>
    /// <param name="stand">Where.</param>
    public void StartAgainOn(RungStand stand) => Change(condition => condition with { StartAgain = stand });

    /// <summary>No more jobs are taken. False when that was decided before; the first reason stays.</summary>
    /// <param name="reason">Why.</param>
    public bool Drain(string reason)
    {
        lock (_lock)
        {
            if (_now.DrainReason is not null)
            {
                return false;
            }

            _now = _now with { DrainReason = reason };
            return true;
        }
    }

    /// <summary>The last job is given back or ended, and no other will be taken.</summary>
    public void LoopEnded() => Change(condition => condition with { LoopEnded = true, AtWork = false });

    private void Change(Func<WorkerCondition, WorkerCondition> change)
    {
        lock (_lock)
        {
            _now = change(_now);
        }
    }
}
