namespace RingRift.Pipeline.Events.Catalogue;

/// <summary>How far an event travels from the process that publishes it (ADR 0008). A subscription names one transport.</summary>
public enum EventTransport
{
    /// <summary>Nowhere: <c>DataEventBus</c> serves it to subscribers in this process.</summary>
    Process,

    /// <summary>A stage transition: <c>StageEventBus</c> serves it in this process, <c>CrossProcessQueue</c> to durable consumers.</summary>
    Stage,

    /// <summary>To durable consumers anywhere, by <c>CrossProcessQueue</c> (Event Grid and queues).</summary>
    Cluster,
}
