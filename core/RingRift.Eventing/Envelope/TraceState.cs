namespace RingRift.Eventing.Envelope;

/// <summary>Where an event stands with its consumers.</summary>
public enum TraceState
{
    /// <summary>No consumer has it yet, or one is to get it again.</summary>
    Waiting,

    /// <summary>Every consumer that got it is done with it.</summary>
    Settled,

    /// <summary>The newest delivery to some consumer failed.</summary>
    Failed,
}
