namespace RingRift.Eventing.Routing;

/// <summary>The three ways to a subscriber. A subscription names exactly one, and none forwards to another (ADR 0008; K1, K2).</summary>
public enum SubscriptionTransport
{
    /// <summary>Events this process publishes, to observers in this process.</summary>
    DataEventBus,

    /// <summary>Stage transitions this process commits, to observers in this process.</summary>
    StageEventBus,

    /// <summary>Events that travel through Event Grid and queues, to durable consumers in any process.</summary>
    CrossProcessQueue,
}
