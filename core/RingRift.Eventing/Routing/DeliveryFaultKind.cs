namespace RingRift.Eventing.Routing;

/// <summary>Why a subscriber did not get an event, or did not end with it.</summary>
public enum DeliveryFaultKind
{
    /// <summary>The handler threw.</summary>
    Failed,

    /// <summary>The handler was given up after its timeout.</summary>
    TimedOut,

    /// <summary>The queue was full, or closed.</summary>
    Shed,
}
