using System.Diagnostics.Metrics;

namespace RingRift.Eventing.Routing;

/// <summary>
/// The figures of the buses as metrics. They are read when somebody looks: a delivery pays for its counter and nothing more.
/// </summary>
public sealed class RoutingMetrics(DataEventBus events, StageEventBus stages) : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "RingRift.Pipeline.Routing";

    /// <summary>Tag: the transport, <c>DataEventBus</c> or <c>StageEventBus</c>.</summary>
    public const string TransportTag = "ringrift.transport";

    /// <summary>Tag: name of the subscription.</summary>
    public const string SubscriberTag = "ringrift.subscriber";

    // The scope tells the meters of several routers in one process apart.
    private readonly Meter _meter = new(new MeterOptions(MeterName) { Scope = events });
    private int _started;

    /// <summary>Makes the instruments; a second call does nothing.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) == 1)
        {
            return;
        }

        Bus("ringrift.bus.published", "Distinct events published in this process.", bus => bus.Published);
        Bus("ringrift.bus.duplicates", "Repeated events dropped.", bus => bus.Duplicates);
        Subscriber("ringrift.subscriber.published", "Events published to the subscriber.", one => one.Published);
        Subscriber("ringrift.subscriber.delivered", "Events its handler ended with.", one => one.Delivered);
        Subscriber("ringrift.subscriber.failed", "Events its handler threw at.", one => one.Failed);
        Subscriber("ringrift.subscriber.timed_out", "Events its handler was given up with.", one => one.TimedOut);
        Subscriber("ringrift.subscriber.shed", "Events it never got because its queue was full.", one => one.Shed);
        _meter.CreateObservableGauge(
            "ringrift.subscriber.waiting", () => Subscribers().Select(one => Measure(one, one.Waiting)), "{event}", "Events in its queue.");
        _meter.CreateObservableGauge(
            "ringrift.subscriber.abandoned", () => Subscribers().Select(one => Measure(one, one.Abandoned)), "{handler}",
            "Handlers given up that have not ended.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private void Bus(string name, string description, Func<BusStatistics, long> figure) => _meter.CreateObservableCounter(
        name, () => Buses().Select(bus => new Measurement<long>(figure(bus), Tag(TransportTag, bus.Transport.ToString()))), "{event}",
        description);

    private void Subscriber(string name, string description, Func<SubscriberStatistics, long> figure) =>
        _meter.CreateObservableCounter(name, () => Subscribers().Select(one => Measure(one, figure(one))), "{event}", description);

    private BusStatistics[] Buses() => [events.Statistics, stages.Statistics];

    private IEnumerable<SubscriberStatistics> Subscribers() => Buses().SelectMany(bus => bus.Subscribers);

    private static Measurement<long> Measure(SubscriberStatistics one, long value) =>
        new(value, Tag(SubscriberTag, one.Name), Tag(TransportTag, one.Transport.ToString()));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
