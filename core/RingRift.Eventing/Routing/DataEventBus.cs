using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Routing;

/// <summary>
/// Events that this process publishes, to observers in this process: each gets each event once. Published to by the router alone.
/// </summary>
public sealed class DataEventBus(
    TimeProvider time, IOptions<RoutingOptions> options, IOptions<DeduplicationWindowOptions> window, ILogger<DataEventBus> logger)
    : InProcessBus<RoutedEvent>(time, options, window, logger)
{
    private Subscriber<RoutedEvent>[][] _takers = [];

    private protected override SubscriptionTransport Transport => SubscriptionTransport.DataEventBus;

    /// <summary>Publishes an event.</summary>
    internal ValueTask<PublishOutcome> PublishAsync(RoutedEvent routed, ContentKey? key) => FanOutAsync(routed, key);

    /// <summary>Adds a subscriber.</summary>
    internal IAsyncDisposable Subscribe(Subscription.DataEvents subscription) => Add(subscription, subscription.Handler);

    private protected override ReadOnlySpan<Subscriber<RoutedEvent>> Takers(RoutedEvent item) => Volatile.Read(ref _takers)[(int)item.Type];

    private protected override void Arrange(IReadOnlyList<Subscriber<RoutedEvent>> subscribers) => Volatile.Write(
        ref _takers,
        [
            .. Enum.GetValues<DataEventType>().Select(type =>
                subscribers.Where(one => ((Subscription.DataEvents)one.Subscription).Type is not { } only || only == type).ToArray()),
        ]);
}
