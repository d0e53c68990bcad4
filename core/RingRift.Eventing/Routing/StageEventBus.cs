using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Deduplication;

namespace RingRift.Eventing.Routing;

/// <summary>
/// Stage transitions that this process commits, to observers in this process. A view: a crash between a commit and its publication loses
/// the transition to observers, and what must not be missed is read from the iteration's state.
/// </summary>
public sealed class StageEventBus(
    TimeProvider time, IOptions<RoutingOptions> options, IOptions<DeduplicationWindowOptions> window, ILogger<StageEventBus> logger)
    : InProcessBus<StageTransition>(time, options, window, logger)
{
    private Subscriber<StageTransition>[] _subscribers = [];

    private protected override SubscriptionTransport Transport => SubscriptionTransport.StageEventBus;

    /// <summary>Publishes a transition.</summary>
    internal ValueTask<PublishOutcome> PublishAsync(StageTransition transition) => FanOutAsync(transition, transition.Key());

    /// <summary>Adds a subscriber.</summary>
    internal IAsyncDisposable Subscribe(Subscription.Stages subscription) => Add(subscription, subscription.Handler);

    private protected override ReadOnlySpan<Subscriber<StageTransition>> Takers(StageTransition item) =>
        Array.FindAll(Volatile.Read(ref _subscribers), one => ((Subscription.Stages)one.Subscription).Takes(item));

    private protected override void Arrange(IReadOnlyList<Subscriber<StageTransition>> subscribers) =>
        Volatile.Write(ref _subscribers, [.. subscribers]);
}
