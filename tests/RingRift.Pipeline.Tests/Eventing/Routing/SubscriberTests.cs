using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Eventing.Routing;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Routing;

/// <summary>One subscriber's trouble is its own.</summary>
public sealed class SubscriberTests
{
    private static readonly RoutingOptions Options = new();

    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly TestRouter _test;
    private readonly Delivered<int> _healthy = new();
    private readonly Delivered<DeliveryFault> _faults = new();

    public SubscriberTests()
    {
        _test = TestRouter.Create(new InMemoryEventBus(new FaultInjector()), _time, new RoutingRules(_ => false, _ => []));
        _test.Router.Subscribe(Subscription.To<TrainingStarted>("healthy", (payload, _, _) => _healthy.Add(payload.Attempt)));
    }

    [Fact]
    public async Task When_one_throws_should_go_on_with_it_and_all_others()
    {
        var reached = new Delivered<int>();
        Subscribe("failing", async (payload, _) =>
        {
            await reached.Add(payload.Attempt);
            throw new InvalidOperationException($"no {payload.Attempt}");
        });
        await PublishAsync(1, 2, 3);
        await _healthy.CountAsync(3);
        await _faults.CountAsync(3);
        Assert.Equal([1, 2, 3], _healthy.Items);
        Assert.Equal([1, 2, 3], reached.Items);
        Assert.Equal(
            ["failing Failed 1 no 1", "failing Failed 1 no 2", "failing Failed 1 no 3"],
            _faults.Items.Select(fault => $"{fault.Subscriber} {fault.Kind} {fault.Count} {fault.Error!.Message}"));
        Assert.Equal((3, 0, 3), Of("failing", one => (one.Published, one.Delivered, one.Failed)));
    }

    [Fact]
    public async Task When_the_error_callback_throws_should_go_on_reporting()
    {
        var told = 0;
        _test.Router.Subscribe(Subscription.To<TrainingStarted>("failing", (_, _, _) => throw new InvalidOperationException("handler")) with
        {
            OnFault = _ =>
            {
                told++;
                throw new InvalidOperationException("callback");
            },
        });
        await PublishAsync(1, 2);
        await _test.Events.StopAsync();
        Assert.Equal(2, told);
        Assert.Equal([1, 2], _healthy.Items);
    }

    [Fact]
    public async Task When_the_error_callback_hangs_should_delay_nobody()
    {
        using var never = new ManualResetEventSlim();
        _test.Router.Subscribe(Subscription.To<TrainingStarted>("failing", (_, _, _) => throw new InvalidOperationException("handler")) with
        {
            OnFault = _ => never.Wait(),
        });
        await PublishAsync(1, 2, 3);
        await _healthy.CountAsync(3);
        await Until.TrueAsync(() => Of("failing", one => one.Failed) == 3);
        never.Set();
    }

    [Fact]
    public async Task When_one_hangs_should_give_it_up_after_its_timeout_and_go_on()
    {
        var reached = new Delivered<int>();
        var cancelled = new TaskCompletionSource();
        Subscribe(
            "hanging",
            async (payload, token) =>
            {
                await reached.Add(payload.Attempt);
                if (payload.Attempt == 1)
                {
                    await Task.Delay(Timeout.Infinite, token).ContinueWith(_ => cancelled.SetResult(), TaskScheduler.Default);
                }
            },
            new() { HandlerTimeout = TimeSpan.FromSeconds(2) });
        await PublishAsync(1, 2);
        await _healthy.CountAsync(2);
        await reached.CountAsync(1);
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal([1], reached.Items);
        _time.Advance(Options.WatchdogPeriod);
        await cancelled.Task;
        await reached.CountAsync(2);
        await _faults.CountAsync(1);
        await Until.TrueAsync(() => Of("hanging", one => (one.Delivered, one.Abandoned)) == (1, 0));
        Assert.Equal((1, 0), Of("hanging", one => (one.TimedOut, one.Failed)));
        Assert.Equal(DeliveryFaultKind.TimedOut, Assert.Single(_faults.Items).Kind);
    }

    [Fact]
    public async Task When_one_blocks_its_thread_should_serve_the_others_and_its_own_next_event()
    {
        using var release = new ManualResetEventSlim();
        var reached = new Delivered<int>();
        Subscribe(
            "blocking",
            (payload, _) =>
            {
                reached.Add(payload.Attempt);
                if (payload.Attempt == 1)
                {
                    release.Wait(CancellationToken.None);
                }

                return default;
            });
        await PublishAsync(1, 2);
        await _healthy.CountAsync(2);
        await reached.CountAsync(1);
        _time.Advance(TimeSpan.FromSeconds(31));
        await reached.CountAsync(2);
        Assert.Equal(1, Of("blocking", one => one.Abandoned));
        release.Set();
        await Until.TrueAsync(() => Of("blocking", one => (one.Delivered, one.TimedOut, one.Abandoned)) == (1, 1, 0));
    }

    [Fact]
    public async Task When_handlers_hang_for_good_should_rest_until_one_comes_back()
    {
        var hanging = new Dictionary<int, TaskCompletionSource> { [1] = new(), [2] = new(), [3] = new() };
        var reached = new Delivered<int>();
        Subscribe(
            "hopeless",
            async (payload, _) =>
            {
                await reached.Add(payload.Attempt);
                await hanging[payload.Attempt].Task;
            },
            new() { MaxAbandoned = 2 });
        await PublishAsync(1, 2, 3);
        await reached.CountAsync(1);
        _time.Advance(TimeSpan.FromSeconds(31));
        await reached.CountAsync(2);
        _time.Advance(TimeSpan.FromSeconds(31));
        await _faults.CountAsync(2);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((2, 1), Of("hopeless", one => (one.Abandoned, one.Waiting)));
        Assert.Equal([1, 2], reached.Items);
        hanging[1].SetResult();
        await reached.CountAsync(3);
        hanging[3].SetResult();
        await Until.TrueAsync(() => Of("hopeless", one => one.Delivered) == 1);
        Assert.Equal(1, Of("hopeless", one => one.Abandoned));
    }

    [Fact]
    public async Task When_concurrent_should_handle_that_many_at_a_time_and_no_more()
    {
        var (running, most) = (0, 0);
        var begun = new Delivered<int>();
        var release = new TaskCompletionSource();
        Subscribe(
            "concurrent",
            async (payload, _) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                await begun.Add(payload.Attempt);
                await release.Task;
                Interlocked.Decrement(ref running);
            },
            new() { MaxConcurrency = 3 });
        await PublishAsync([.. Enumerable.Range(1, 10)]);
        await begun.CountAsync(3);
        Assert.Equal(7, Of("concurrent", one => one.Waiting));
        release.SetResult();
        await begun.CountAsync(10);
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task When_handling_one_at_a_time_should_keep_the_order()
    {
        int[] numbers = [.. Enumerable.Range(1, 500)];
        await PublishAsync(numbers);
        await _healthy.CountAsync(500);
        Assert.Equal(numbers, _healthy.Items);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var known = Volatile.Read(ref most); value > known; known = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, known);
        }
    }

    private void Subscribe(string name, Func<TrainingStarted, CancellationToken, ValueTask> handler, SubscriberOptions? options = null) =>
        _test.Router.Subscribe(Subscription.To<TrainingStarted>(name, (payload, _, token) => handler(payload, token)) with
        {
            Options = options ?? new SubscriberOptions(),
            OnFault = fault => _faults.Add(fault),
        });

    private T Of<T>(string name, Func<SubscriberStatistics, T> figure) =>
        figure(_test.Events.Statistics.Subscribers.Single(subscriber => subscriber.Name == name));

    private async Task PublishAsync(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            await _test.Router.PublishAsync(
                new TrainingStarted { Config = "hex8_2p", Iteration = 1, JobId = "job", Attempt = number, Worker = "w" });
        }
    }
}
