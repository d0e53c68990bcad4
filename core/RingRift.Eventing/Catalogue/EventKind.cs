namespace RingRift.Eventing.Catalogue;

/// <summary>What sort of fact an event is. It follows from the end of the name (ADR-001's naming rule), and a test holds every name to it.</summary>
public enum EventKind
{
    /// <summary>A fact whose name says in its own words what happened.</summary>
    Occurred,

    /// <summary><c>_REQUESTED</c>, <c>_REQUEST</c>: somebody is to do something.</summary>
    Requested,

    /// <summary><c>_TRIGGERED</c>: a condition led to the next step.</summary>
    Triggered,

    /// <summary><c>_STARTED</c>: work began.</summary>
    Started,

    /// <summary><c>_PROGRESS</c>, <c>_HEARTBEAT</c>: work goes on.</summary>
    Progressed,

    /// <summary><c>_COMPLETE</c>, <c>_COMPLETED</c>: work ended well.</summary>
    Completed,

    /// <summary><c>_FAILED</c>: work ended in error.</summary>
    Failed,

    /// <summary><c>_UPDATED</c>: a value has a new state.</summary>
    Updated,

    /// <summary><c>_CHANGED</c>: a value went from one state to another.</summary>
    Changed,

    /// <summary><c>_DETECTED</c>: a watch found something.</summary>
    Detected,

    /// <summary><c>_RECOVERED</c>: what was wrong is well again.</summary>
    Recovered,
}
