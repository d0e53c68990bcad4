namespace RingRift.InMemory;

/// <summary>Makes the in-memory adapters fail on purpose, so that tests can crash a run anywhere. By default nothing fails.</summary>
public sealed class FaultInjector
{
    private long _passed;

    /// <summary>Whether to fail here: the point and how many points were passed in all, from 1.</summary>
    public Func<FaultPoint, long, bool> Fails { get; set; } = (_, _) => false;

    /// <summary>Points passed so far.</summary>
    public long Passed => Interlocked.Read(ref _passed);

    /// <summary>Passes a point.</summary>
    /// <exception cref="InjectedFaultException">The point fails.</exception>
    public void Pass(FaultPoint point)
    {
        if (Hits(point))
        {
            throw new InjectedFaultException(point);
        }
    }

    /// <summary>Passes a point whose failure is an answer, not an exception.</summary>
    public bool Hits(FaultPoint point) => Fails(point, Interlocked.Increment(ref _passed));
}

/// <summary>A fault that a test asked for.</summary>
/// <param name="point">Where.</param>
public sealed class InjectedFaultException(FaultPoint point) : Exception($"injected fault: {point}")
{
    /// <summary>Where it happened.</summary>
    public FaultPoint Point { get; } = point;
}

/// <summary>
/// Where the in-memory adapters can be made to fail: before an effect (it did not happen) or after it (it did, and nobody was told).
/// </summary>
public enum FaultPoint
{
    /// <summary>Before a commit.</summary>
    BeforeCommit,

    /// <summary>After a commit.</summary>
    AfterCommit,

    /// <summary>A commit that finds itself overtaken: it answers Conflict in place of throwing.</summary>
    CommitConflict,

    /// <summary>Before events are accepted for publishing.</summary>
    BeforePublish,

    /// <summary>After events were accepted for publishing.</summary>
    AfterPublish,

    /// <summary>Before an outbox entry is removed.</summary>
    BeforeRemove,

    /// <summary>After an outbox entry was removed.</summary>
    AfterRemove,

    /// <summary>Before an artifact is stored.</summary>
    BeforePut,

    /// <summary>After an artifact was stored.</summary>
    AfterPut,

    /// <summary>Before game hashes are claimed.</summary>
    BeforeClaim,

    /// <summary>After game hashes were claimed.</summary>
    AfterClaim,

    /// <summary>Before the champion is swapped.</summary>
    BeforeSwap,

    /// <summary>After the champion was swapped.</summary>
    AfterSwap,

    /// <summary>Before an alias is set.</summary>
    BeforeAlias,

    /// <summary>After an alias was set.</summary>
    AfterAlias,

    /// <summary>Before events about to be published are recorded in the event log.</summary>
    BeforeLogPublished,

    /// <summary>After events about to be published were recorded in the event log.</summary>
    AfterLogPublished,

    /// <summary>Before deliveries are recorded in the event log.</summary>
    BeforeLogHandled,

    /// <summary>Before a dead letter is added.</summary>
    BeforeDeadLetter,

    /// <summary>After a dead letter was added.</summary>
    AfterDeadLetter,

    /// <summary>Before the status of a dead letter is changed.</summary>
    BeforeStatusChange,

    /// <summary>After the status of a dead letter was changed.</summary>
    AfterStatusChange,

    /// <summary>Before an event is queued for redelivery.</summary>
    BeforeRedelivery,

    /// <summary>After an event was queued for redelivery.</summary>
    AfterRedelivery,

    /// <summary>Before something is deleted because it is old.</summary>
    BeforeRetention,

    /// <summary>After something was deleted because it was old.</summary>
    AfterRetention,
}
