namespace RingRift.Eventing.Handling;

/// <summary>How one delivery of an event to one consumer ended; the results of handlers, and faults of the infrastructure.</summary>
public enum HandlingOutcome
{
    /// <summary>Handled; the effects are committed.</summary>
    Done,

    /// <summary>Handled before.</summary>
    Duplicate,

    /// <summary>It no longer mattered.</summary>
    Stale,

    /// <summary>To be delivered again.</summary>
    Retry,

    /// <summary>Put off by a pause or by back-pressure; the stage's reconciler sends it anew.</summary>
    Held,

    /// <summary>Given up and kept as a dead letter.</summary>
    DeadLetter,

    /// <summary>The consumer threw: a fault of the infrastructure; to be delivered again.</summary>
    Faulted,
}
