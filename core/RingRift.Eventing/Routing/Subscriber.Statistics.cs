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
