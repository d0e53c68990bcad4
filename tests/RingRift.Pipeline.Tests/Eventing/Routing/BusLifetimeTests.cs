using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Routing;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Routing;

public sealed class BusLifetimeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly TestRouter _test;

    public BusLifetimeTests() => _test = TestRouter.Create(
        new InMemoryEventBus(new FaultInjector()), _time, new RoutingRules(_ => false, _ => []),
        new RoutingOptions { HistoryCapacity = 3 });

    [Fact]
    public async Task When_stopped_should_hand_over_everything_it_took()
    {
        var seen = new Delivered<string>();
        _test.Router.Subscribe(Subscription.ToAll("slow", async (routed, _) =>
        {
            await Task.Yield();
            await seen.Add(routed.Id);
        }));
        await PublishAsync(100);
        await _test.Events.StopAsync();
        Assert.Equal(100, seen.Items.Distinct().Count());
    }

    [Fact]
    public async Task When_a_handler_hangs_at_the_end_should_cancel_it_and_shed_what_waits()
    {
        var (begun, cancelled) = (NewSignal(), NewSignal());
        var faults = new Delivered<DeliveryFault>();
        _test.Router.Subscribe(
            Subscription.ToAll("hanging", (_, token) => HangAsync(begun, cancelled, token)) with { OnFault = fault => faults.Add(fault) });
        await PublishAsync(3);
        await begun.Task;
        var stopping = _test.Events.StopAsync();
        Assert.False(stopping.IsCompleted, "a handler is still at work");
        _time.Advance(new RoutingOptions().DrainTimeout);
        await stopping;
        await cancelled.Task;
        Assert.Equal(2, faults.Items.Where(fault => fault.Kind == DeliveryFaultKind.Shed).Sum(fault => fault.Count));
    }

    [Fact]
    public async Task When_disposed_without_waiting_should_cancel_at_once()
    {
        var (begun, cancelled) = (NewSignal(), NewSignal());
        _test.Router.Subscribe(Subscription.ToAll("hanging", (_, token) => HangAsync(begun, cancelled, token)));
        await PublishAsync(1);
        await begun.Task;
        _test.Events.Dispose();
        await cancelled.Task;
    }

    [Fact]
    public async Task When_unsubscribed_should_get_what_was_published_before_and_nothing_after()
    {
        var seen = new Delivered<string>();
        var subscription = _test.Router.Subscribe(Subscription.ToAll("leaving", (routed, _) => seen.Add(routed.Id)));
        await PublishAsync(5);
        await subscription.DisposeAsync();
        await subscription.DisposeAsync();
        await PublishAsync(5);
        Assert.Equal(5, seen.Items.Count);
        Assert.Empty(_test.Events.Statistics.Subscribers);
        await _test.Router.Subscribe(Subscription.ToAll("leaving", (_, _) => default)).DisposeAsync();
    }

    [Fact]
    public async Task When_a_name_is_taken_or_an_option_impossible_should_refuse_and_say_why()
    {
        _test.Router.Subscribe(Subscription.ToAll("name", (_, _) => default));
        var taken = Assert.Throws<ArgumentException>(() => _test.Router.Subscribe(Subscription.ToAll("name", (_, _) => default)));
        Assert.Contains("subscription 'name' exists already on DataEventBus", taken.Message, StringComparison.Ordinal);
        var impossible = Assert.Throws<ArgumentException>(
            () => _test.Router.Subscribe(Subscription.ToAll("other", (_, _) => default) with { Options = new() { QueueCapacity = 0 } }));
        Assert.Contains("subscription 'other'", impossible.Message, StringComparison.Ordinal);
        Assert.Contains("QueueCapacity", impossible.Message, StringComparison.Ordinal);
        await _test.Events.StopAsync();
        Assert.Throws<ObjectDisposedException>(() => _test.Router.Subscribe(Subscription.ToAll("late", (_, _) => default)));
    }

    [Fact]
    public void When_nobody_subscribes_should_make_no_window_and_no_history()
    {
        var transport = new InMemoryEventBus(new FaultInjector());
        TestRouter.Create(transport, _time);
        var begin = GC.GetAllocatedBytesForCurrentThread();
        var test = TestRouter.Create(transport, _time);
        var unobserved = GC.GetAllocatedBytesForCurrentThread() - begin;
        Assert.InRange(unobserved, 1, 16 * 1024);
        Assert.Null(test.Events.History);

        test.Router.Subscribe(Subscription.ToAll("observer", (_, _) => default));
        Assert.True(
            GC.GetAllocatedBytesForCurrentThread() - begin > 1_000_000, "the window of the data bus is made by the first subscription");
        Assert.NotNull(test.Events.History);
        Assert.Null(test.Stages.History);
    }

    [Fact]
    public async Task When_nobody_subscribes_should_count_what_is_published()
    {
        await PublishAsync(2);
        await _test.Router.PublishAsync([Sample.Event(new AggregateKey("aggregate"))], None);
        Assert.Equal((3, 0), (_test.Events.Statistics.Published, _test.Events.Statistics.Duplicates));
    }

    [Fact]
    public async Task When_looked_back_should_show_the_newest_of_a_type_first()
    {
        _test.Router.Subscribe(Subscription.ToAll("observer", (_, _) => default));
        await PublishAsync(4);
        await _test.Router.PublishAsync([Sample.Event(new AggregateKey("aggregate"))], None);
        Assert.Equal(
            [DataEventType.TrainingFailed, DataEventType.TrainingStarted, DataEventType.TrainingStarted],
            _test.Events.History!.Newest(10).Select(routed => routed.Type));
        var newest = Assert.Single(_test.Events.History!.Newest(1, routed => routed.Type == DataEventType.TrainingStarted));
        Assert.Equal(4, newest.Payload<TrainingStarted>().Attempt);
        Assert.Empty(_test.Events.History!.Newest(0));
    }

    [Fact]
    public async Task When_a_stage_subscriber_asks_for_some_transitions_should_get_those()
    {
        var (all, some) = (new Delivered<string>(), new Delivered<string>());
        _test.Router.Subscribe(Subscription.ToStages("all", (transition, _) => all.Add(transition.ToString())));
        _test.Router.Subscribe(Subscription.ToStages(
            "some", (transition, _) => some.Add(transition.ToString()), config: "hex8_2p", from: IterationStage.Gate,
            to: IterationStage.Training));
        foreach (var (config, from, to) in new[]
        {
            ("hex8_2p", IterationStage.Export, IterationStage.Gate), ("hex8_2p", IterationStage.Gate, IterationStage.Training),
            ("hex8_2p", IterationStage.Gate, IterationStage.Finished), ("square8_2p", IterationStage.Gate, IterationStage.Training),
        })
        {
            await _test.Router.PublishAsync(new StageTransition
            {
                Config = config,
                Iteration = 1,
                From = from,
                To = to,
                Version = (int)from + (10 * (int)to),
                Time = Sample.Noon,
            });
        }

        await _test.Stages.StopAsync();
        Assert.Equal(4, all.Items.Count);
        Assert.Equal(["hex8_2p/0001 Gate → Training"], some.Items);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async ValueTask HangAsync(TaskCompletionSource begun, TaskCompletionSource cancelled, CancellationToken token)
    {
        begun.TrySetResult();
        try
        {
            await Task.Delay(Timeout.Infinite, token);
        }
        catch (OperationCanceledException)
        {
            cancelled.TrySetResult();
        }
    }

    private async Task PublishAsync(int count)
    {
        for (var number = 1; number <= count; number++)
        {
            await _test.Router.PublishAsync(
                new TrainingStarted { Config = "hex8_2p", Iteration = 1, JobId = "job", Attempt = number, Worker = "w" });
        }
    }
}
