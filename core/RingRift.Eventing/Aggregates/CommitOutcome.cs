namespace RingRift.Eventing.Aggregates;

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Everything is written.</summary>
    Committed,

    /// <summary>Somebody else changed the aggregate; nothing is written. Load and decide again.</summary>
    Conflict,

    /// <summary>The inbox already holds the event; nothing is written.</summary>
    AlreadyHandled,
}
