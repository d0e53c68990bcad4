using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Transactions;
using RingRift.InMemory;

namespace RingRift.Pipeline.Tests.Eventing.Routing;

/// <summary>A router with its buses over any transport. Time stands still unless told, so nothing is given up by accident.</summary>
internal sealed class TestRouter
{
    private TestRouter(
        IEventPublisher publisher, TimeProvider time, RoutingRules rules, RoutingOptions options, DeduplicationWindowOptions window)
    {
        var (routing, deduplication) = (Options.Create(options), Options.Create(window));
        Events = new DataEventBus(time, routing, deduplication, NullLogger<DataEventBus>.Instance);
        Stages = new StageEventBus(time, routing, deduplication, NullLogger<StageEventBus>.Instance);
        Router = new EventRouter(Events, Stages, new DurableTransport(publisher), rules, new EventFactory(time, "/tests"), time);
    }

    public EventRouter Router { get; }

    public DataEventBus Events { get; }

    public StageEventBus Stages { get; }

    public static EventRouter Over(IEventPublisher publisher, TimeProvider time) => Create(publisher, time).Router;

    /// <summary>Changes of aggregates whose events wait in the outbox.</summary>
    public static AggregateChange Changes(InMemoryAggregateStore store, TimeProvider time) => new(
        store, new OutboxDispatcher(store, Over(new InMemoryEventBus(new FaultInjector()), time)), new EventFactory(time, "/tests"),
        NullLogger<AggregateChange>.Instance);

    public static TestRouter Create(
        IEventPublisher publisher, TimeProvider time, RoutingRules? rules = null, RoutingOptions? options = null,
        DeduplicationWindowOptions? window = null) =>
        new(publisher, time, rules
            ?? new RoutingRules(_ => true, _ => []), options ?? new RoutingOptions(), window ?? new DeduplicationWindowOptions());
}
