using RingRift.Eventing.Events;

namespace RingRift.Azure.Topology;

/// <summary>One Event Grid subscription.</summary>
/// <param name="Name">Its name, that of the consumer: letters, digits and hyphens.</param>
/// <param name="Type">The event it takes.</param>
/// <param name="Target">Where it delivers.</param>
public sealed record EventRoute(string Name, DataEventType Type, RouteTarget Target)
{
    /// <summary>Name of the consumer in inboxes, dead letters, traces and replays: its handler's, or its queue's where a GPU worker takes the event.</summary>
    public string Consumer => Target switch
    {
        RouteTarget.Function function => function.FunctionName,
        RouteTarget.Queue queue => queue.Handler ?? queue.QueueName,
        _ => Name,
    };

    /// <summary>Deliveries tried before the event becomes a dead letter. Default: the service's most.</summary>
    public int MaxDeliveryAttempts { get; init; } = 30;

    /// <summary>How long delivery is tried. Default: the service's longest.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromDays(1);
}
