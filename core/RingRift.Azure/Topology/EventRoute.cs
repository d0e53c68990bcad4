using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;

namespace RingRift.Azure.Topology;

/// <summary>One Event Grid subscription: the way of an event to one of its consumers, as the catalogue has both.</summary>
/// <param name="Event">The event it takes.</param>
/// <param name="To">The consumer.</param>
public sealed record EventRoute(EventDefinition Event, EventConsumer To)
{
    /// <summary>Its name: that of the queue it fills, or of the function it calls in kebab case.</summary>
    public string Name { get; } = To.Queue ?? PipelineTopology.NameOf(To.Name);

    /// <summary>
    /// Storage queue that it fills with the Base64 of the CloudEvent's JSON; null where it calls the consumer's function.
    /// </summary>
    public string? Queue => To.Queue;

    /// <summary>The event it takes.</summary>
    public DataEventType Type => Event.Type;

    /// <summary>Name of the consumer in inboxes, dead letters, traces and replays.</summary>
    public string Consumer => To.Name;

    /// <summary>Deliveries tried before the event becomes a dead letter.</summary>
    public int MaxDeliveryAttempts => To.MaxDeliveryAttempts;

    /// <summary>How long delivery is tried.</summary>
    public TimeSpan TimeToLive => To.TimeToLive;
}
