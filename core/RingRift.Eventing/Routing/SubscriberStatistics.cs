namespace RingRift.Eventing.Routing;

/// <summary>Figures of one in-process subscriber since it subscribed.</summary>
/// <param name="Name">Name of the subscription.</param>
/// <param name="Transport">Its transport.</param>
/// <param name="Published">Events published to it. Each is delivered, failed, timed out, shed, or still under way.</param>
/// <param name="Delivered">Events its handler ended with.</param>
/// <param name="Failed">Events its handler threw at.</param>
/// <param name="TimedOut">Events its handler was given up with.</param>
/// <param name="Shed">Events it never got because its queue was full or closed.</param>
/// <param name="Waiting">Events in its queue now.</param>
/// <param name="Abandoned">Handlers that were given up and have not ended yet.</param>
public sealed record SubscriberStatistics(
    string Name, SubscriptionTransport Transport, long Published, long Delivered, long Failed, long TimedOut, long Shed, int Waiting, int Abandoned);
