namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>How an operation on a dead letter ended.</summary>
public enum DeadLetterChangeOutcome
{
    /// <summary>It would have been done: a dry run.</summary>
    Planned,

    /// <summary>Sent to its consumer.</summary>
    Redriven,

    /// <summary>Discarded.</summary>
    Discarded,

    /// <summary>There is no such letter.</summary>
    NotFound,

    /// <summary>Somebody else changed it meanwhile; its newest state stands.</summary>
    Overtaken,
}
