using RingRift.Eventing.Events;

namespace RingRift.Eventing.Routing;

/// <summary>
/// Who wants what in this process, over exactly one transport. Durable consumers are <see cref="Handling.IEventHandler"/>s and subscribe by
/// the topology; <see cref="SubscriptionTable"/> lists both.
/// </summary>
public abstract record Subscription
{
    private Subscription(string name, SubscriptionTransport transport) => (Name, Transport) = (name, transport);

    /// <summary>Its name, unique among all subscriptions of the process, durable ones included.</summary>
    public string Name { get; }

    /// <summary>The one transport it listens to.</summary>
    public SubscriptionTransport Transport { get; }

    /// <summary>How it is served.</summary>
    public SubscriberOptions Options { get; init; } = new();

    /// <summary>
    /// Told when something goes wrong, one fault after the other and never on the publisher's thread. Null: the fault is logged. What it
    /// throws is logged.
    /// </summary>
    public Action<DeliveryFault>? OnFault { get; init; }

    /// <summary>Every event of one type.</summary>
    /// <param name="name">Name of the subscription.</param>
    /// <param name="handler">Takes payload and event. Its token is cancelled after <see cref="SubscriberOptions.HandlerTimeout"/> and at
    /// the end of draining.</param>
    public static Subscription To<TEvent>(string name, Func<TEvent, RoutedEvent, CancellationToken, ValueTask> handler)
        where TEvent : class, IEventPayload
    {
        ArgumentNullException.ThrowIfNull(handler);
        return new DataEvents(
            name, TEvent.Type, (routed, cancellationToken) => handler(routed.Payload<TEvent>(), routed, cancellationToken));
    }

    /// <summary>Every event.</summary>
    /// <inheritdoc cref="To{TEvent}"/>
    public static Subscription ToAll(string name, Func<RoutedEvent, CancellationToken, ValueTask> handler) =>
        new DataEvents(name, null, handler);

    /// <summary>Stage transitions.</summary>
    /// <param name="name">Name of the subscription.</param>
    /// <param name="handler">Takes a transition.</param>
    /// <param name="config">Only of this config; null for all.</param>
    /// <param name="from">Only from this stage; null for any.</param>
    /// <param name="to">Only to this stage; null for any.</param>
    public static Subscription ToStages(
        string name,
        Func<StageTransition, CancellationToken, ValueTask> handler,
        string? config = null,
        IterationStage? from = null,
        IterationStage? to = null) => new Stages(name, handler, config, from, to);

    /// <summary>Events on the <see cref="SubscriptionTransport.DataEventBus"/>.</summary>
    internal sealed record DataEvents(string Name, DataEventType? Type, Func<RoutedEvent, CancellationToken, ValueTask> Handler)
        : Subscription(Name, SubscriptionTransport.DataEventBus);

    /// <summary>Transitions on the <see cref="SubscriptionTransport.StageEventBus"/>.</summary>
    internal sealed record Stages(
        string Name, Func<StageTransition, CancellationToken, ValueTask> Handler, string? Config, IterationStage? From, IterationStage? To)
        : Subscription(Name, SubscriptionTransport.StageEventBus)
    {
        public bool Takes(StageTransition transition) =>
            (Config is null || Config == transition.Config)
                && (From is null || From == transition.From)
                && (To is null || To == transition.To);
    }
}
