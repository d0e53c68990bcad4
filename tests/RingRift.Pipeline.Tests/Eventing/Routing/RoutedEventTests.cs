using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Routing;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Routing;

public sealed class RoutedEventTests
{
    private static readonly TrainingFailed Payload = new()
    {
        Config = "hex8_2p",
        Iteration = 3,
        JobId = "job",
        Attempt = 1,
        Reason = "reason",
    };

    private readonly FakeTimeProvider _time = new(Sample.Noon);

    [Fact]
    public async Task When_published_as_a_payload_should_share_the_object_and_make_the_envelope_when_asked()
    {
        var cause = Sample.Event(new AggregateKey("cause"));
        var routed = await PublishAsync(Router(), router => router.PublishAsync(Payload, cause));
        Assert.Same(Payload, routed.Payload<TrainingFailed>());
        Assert.Same(routed.Envelope, routed.Envelope);
        Assert.Equal(
            (routed.Id, "/tests", Sample.Noon, DataEventType.TrainingFailed, 2, cause.Id, "hex8_2p/0003"),
            (routed.Envelope.Id, routed.Envelope.Source, routed.Envelope.Time, routed.Envelope.Type, routed.Envelope.SchemaVersion,
                routed.Envelope.CausationId, routed.Envelope.Subject));
        Assert.Equal(Payload, routed.Envelope.Payload<TrainingFailed>());
    }

    [Fact]
    public async Task When_published_from_an_outbox_should_read_the_payload_once()
    {
        var envelope = Sample.Event(new AggregateKey("aggregate"));
        var routed = await PublishAsync(Router(), async router => await router.PublishAsync([envelope], CancellationToken.None));
        Assert.Same(envelope, routed.Envelope);
        Assert.Same(routed.Payload<TrainingFailed>(), routed.Payload<TrainingFailed>());
        Assert.Equal(envelope.Payload<TrainingFailed>(), routed.Payload<TrainingFailed>());
    }

    [Fact]
    public async Task When_it_belongs_to_no_iteration_should_say_what_it_belongs_to()
    {
        var bus = new InMemoryEventBus(new FaultInjector());
        var started = new DaemonStarted { Daemon = "sweeper", Status = DaemonStatus.Running, Reason = "start", Restarts = 0 };
        var scope = new EventScope("daemons/sweeper", "daemon-sweeper");
        var routed = await PublishAsync(
            TestRouter.Create(bus, _time, RoutingRules.OfCatalogue).Router, router => router.PublishAsync(started, scope));
        Assert.Same(started, routed.Payload<DaemonStarted>());
        Assert.Equal(
            (scope.Subject, scope.Correlation, routed.Id),
            (routed.Envelope.Subject, routed.Envelope.CorrelationId, routed.Envelope.CausationId));
        Assert.Empty(bus.Published);
        await Assert.ThrowsAsync<ArgumentException>(async () => await Router().PublishAsync(started, scope with { Subject = "" }));
    }

    [Fact]
    public async Task When_asked_for_another_payload_should_say_what_it_is()
    {
        var payload = await PublishAsync(Router(), router => router.PublishAsync(Payload));
        Assert.Contains(
            "TRAINING_FAILED, not TRAINING_STARTED", Assert.Throws<InvalidOperationException>(payload.Payload<TrainingStarted>).Message,
            StringComparison.Ordinal);
        var envelope = await PublishAsync(
            Router(), async router => await router.PublishAsync([Sample.Event(new AggregateKey("aggregate"))], CancellationToken.None));
        Assert.Contains(
            "TRAINING_FAILED, not TRAINING_STARTED", Assert.Throws<InvalidOperationException>(envelope.Payload<TrainingStarted>).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_json_breaks_its_schema_should_fail_the_subscriber_that_reads_it_and_no_other()
    {
        var test = TestRouter.Create(new InMemoryEventBus(new FaultInjector()), _time);
        var (all, faults) = (new Delivered<RoutedEvent>(), new Delivered<DeliveryFault>());
        test.Router.Subscribe(Subscription.To<TrainingFailed>("typed", (_, _, _) => default) with { OnFault = fault => faults.Add(fault) });
        test.Router.Subscribe(Subscription.ToAll("all", (routed, _) => all.Add(routed)));
        var broken = Sample.Event(new AggregateKey("aggregate")) with { Data = JsonSerializer.SerializeToElement(new { Wrong = 1 }) };
        await test.Router.PublishAsync([broken], CancellationToken.None);
        await test.Events.StopAsync();
        Assert.Single(all.Items);
        Assert.IsType<EventContractException>(Assert.Single(faults.Items).Error);
    }

    [Fact]
    public async Task When_an_occurrence_is_published_twice_should_be_two_events()
    {
        var router = Router();
        var seen = new Delivered<RoutedEvent>();
        router.Subscribe(Subscription.ToAll("seen", (routed, _) => seen.Add(routed)));
        Assert.Equal(PublishOutcome.Published, await router.PublishAsync(Payload));
        Assert.Equal(PublishOutcome.Published, await router.PublishAsync(Payload));
        await seen.CountAsync(2);
        Assert.NotEqual(seen.Items[0].Id, seen.Items[1].Id);
    }

    [Fact]
    public async Task When_a_keyed_fact_is_published_by_two_processes_should_have_one_id()
    {
        var first = await PublishAsync(Router("jobId"), router => router.PublishAsync(Payload));
        var second = await PublishAsync(Router("jobId"), router => router.PublishAsync(Payload with { Reason = "another text" }));
        var other = await PublishAsync(Router("jobId"), router => router.PublishAsync(Payload with { JobId = "other" }));
        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.Id, other.Id);
    }

    [Fact]
    public async Task When_a_keyed_fact_is_published_again_should_say_duplicate()
    {
        var router = Router("jobId");
        router.Subscribe(Subscription.ToAll("observer", (_, _) => default));
        Assert.Equal(PublishOutcome.Published, await router.PublishAsync(Payload));
        Assert.Equal(PublishOutcome.Duplicate, await router.PublishAsync(Payload with { Reason = "another text" }));
        Assert.Equal(PublishOutcome.Published, await router.PublishAsync(Payload with { JobId = "other" }));
    }

    private EventRouter Router(params string[] key) =>
        TestRouter.Create(new InMemoryEventBus(new FaultInjector()), _time, new RoutingRules(_ => false, _ => key)).Router;

    private static async Task<RoutedEvent> PublishAsync(EventRouter router, Func<EventRouter, ValueTask<PublishOutcome>> publish) =>
        await PublishAsync(router, async one => { await publish(one); });

    private static async Task<RoutedEvent> PublishAsync(EventRouter router, Func<EventRouter, Task> publish)
    {
        var seen = new Delivered<RoutedEvent>();
        await using (router.Subscribe(Subscription.ToAll("seen", (routed, _) => seen.Add(routed))))
        {
            await publish(router);
        }

        return Assert.Single(seen.Items);
    }
}
