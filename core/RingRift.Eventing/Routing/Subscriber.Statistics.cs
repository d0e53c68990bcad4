namespace RingRift.Eventing.Routing;

internal sealed partial class Subscriber<T>
{
    private long _published;
    private long _delivered;
    private long _failed;
    private long _timedOut;
    private long _shed;

    /// <summary>Its figures now.</summary>
    public SubscriberStatistics Statistics => new(
        _subscription.Name,
        _subscription.Transport,
        Interlocked.Read(ref _published),
        Interlocked.Read(ref _delivered),
        Interlocked.Read(ref _failed),
        Interlocked.Read(ref _timedOut),
        Interlocked.Read(ref _shed),
        _queue.Reader.Count,
        Volatile.Read(ref _abandoned));
}

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
    string Name, SubscriptionTransport Transport, long Published, long Delivered, long Failed, long TimedOut, long Shed, int Waiting,
    int Abandoned);
