namespace RingRift.Eventing.DeadLetters;

/// <summary>What people did about a dead letter.</summary>
public enum DeadLetterStatus
{
    /// <summary>Nothing yet, or it failed again after a redrive.</summary>
    Open,

    /// <summary>Sent to its consumer once more.</summary>
    Redriven,

    /// <summary>Not wanted any more.</summary>
    Discarded,
}
