namespace RingRift.Eventing.Catalogue;

/// <summary>
/// How far an event travels from the process that publishes it (ADR 0008); <c>DataEventBus</c> shows every event to subscribers in that process.
/// </summary>
public enum EventTransport
{
    /// <summary>Nowhere.</summary>
    Process,

    /// <summary>As <see cref="Cluster"/>; the stage transition that commits with it is shown by <c>StageEventBus</c>.</summary>
    Stage,

    /// <summary>To durable consumers anywhere, by <c>CrossProcessQueue</c> (Event Grid and queues).</summary>
    Cluster,
}
