namespace RingRift.Eventing.Routing;

/// <summary>What happens to an event whose subscriber's queue is full. Only this subscriber is concerned; every loss is counted and reported.</summary>
public enum OverflowPolicy
{
    /// <summary>The new event is shed. What was accepted stays in order and without gaps. Costs the publisher nothing.</summary>
    DropNewest,

    /// <summary>The oldest waiting event is shed: for subscribers who want the newest. Costs the publisher nothing.</summary>
    DropOldest,

    /// <summary>The publisher waits for room, up to <see cref="SubscriberOptions.BlockFor"/> for all subscribers together; then the new event is shed.</summary>
    Block,
}
