using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Routing;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Routing;

/// <summary>What happens when a subscriber's queue of two is full, its handler busy with the first event.</summary>
public sealed class OverflowPolicyTests
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly TestRouter _test;
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Delivered<int> _slow = new();
    private readonly Delivered<int> _healthy = new();
    private readonly Delivered<DeliveryFault> _faults = new();

    public OverflowPolicyTests() =>
        _test = TestRouter.Create(new InMemoryEventBus(new FaultInjector()), _time, new RoutingRules(_ => false, _ => []));

    [Theory]
    [InlineData(OverflowPolicy.DropNewest, new[] { 1, 2, 3 })]
    [InlineData(OverflowPolicy.DropOldest, new[] { 1, 5, 6 })]
    public async Task When_it_sheds_should_keep_what_the_policy_says_and_count_the_rest(OverflowPolicy policy, int[] kept)
    {
        await FillAsync(policy);
        await PublishAsync(4);
        await PublishAsync(5);
        await PublishAsync(6);
        await _healthy.CountAsync(6);
        Assert.Equal((6, 3, 2), (Slow.Published, Slow.Shed, Slow.Waiting));
        _release.SetResult();
        await _test.Events.StopAsync();
        Assert.Equal(kept, _slow.Items);
        Assert.Equal((3, 3L), (kept.Length, _faults.Items.Where(fault => fault.Kind == DeliveryFaultKind.Shed).Sum(fault => fault.Count)));
        Assert.Equal([1, 2, 3, 4, 5, 6], _healthy.Items);
    }

    [Fact]
    public async Task When_it_blocks_should_make_the_publisher_wait_for_room()
    {
        await FillAsync(OverflowPolicy.Block);
        var publishing = PublishAsync(4);
        await _healthy.CountAsync(4);
        Assert.False(publishing.IsCompleted, "there is no room yet");
        _release.SetResult();
        await publishing;
        await _test.Events.StopAsync();
        Assert.Equal([1, 2, 3, 4], _slow.Items);
        Assert.Empty(_faults.Items);
    }

    [Fact]
    public async Task When_it_blocks_too_long_should_shed_and_let_the_publisher_go()
    {
        await FillAsync(OverflowPolicy.Block);
        var publishing = PublishAsync(4);
        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(publishing.IsCompleted, "the deadline has not come yet");
        _time.Advance(TimeSpan.FromSeconds(0.1));
        await publishing;
        Assert.Equal((4, 1), (Slow.Published, Slow.Shed));
        await _healthy.CountAsync(4);
        _release.SetResult();
        await _test.Events.StopAsync();
        Assert.Equal([1, 2, 3], _slow.Items);
    }

    [Fact]
    public async Task When_several_block_should_wait_once_for_all_of_them()
    {
        await FillAsync(OverflowPolicy.Block, "slow", "slower");
        var publishing = PublishAsync(4);
        _time.Advance(TimeSpan.FromSeconds(1));
        await publishing;
        Assert.All(_test.Events.Statistics.Subscribers.Where(one => one.Name != "healthy"), one => Assert.Equal(1, one.Shed));
        _release.SetResult();
    }

    [Fact]
    public async Task When_an_outbox_is_published_to_a_full_subscriber_should_wait_once_for_all_its_events()
    {
        await FillAsync(OverflowPolicy.Block);
        EventEnvelope[] outbox = [.. Enumerable.Range(0, 90).Select(index => Sample.Event(new("aggregate"), 1, index))];
        _test.Router.Subscribe(Subscription.ToAll("full", (_, _) => new ValueTask(_release.Task)) with
        {
            Options = new() { QueueCapacity = 1, Overflow = OverflowPolicy.Block },
        });
        var publishing = _test.Router.PublishAsync(outbox, CancellationToken.None);
        await Until.TrueAsync(() => _test.Events.Statistics.Subscribers.Single(one => one.Name == "full").Published == 90);
        _time.Advance(TimeSpan.FromSeconds(1));
        await publishing;
        _release.SetResult();
    }

    private SubscriberStatistics Slow => _test.Events.Statistics.Subscribers.Single(one => one.Name == "slow");

    /// <summary>Event 1 is with the handler, 2 and 3 wait, the queue is full.</summary>
    private async Task FillAsync(OverflowPolicy policy, params string[] names)
    {
        foreach (var name in names is [] ? ["slow"] : names)
        {
            _test.Router.Subscribe(Subscription.To<TrainingStarted>(
                name,
                async (payload, _, _) =>
                {
                    await _slow.Add(payload.Attempt);
                    await _release.Task;
                }) with
            {
                Options = new() { QueueCapacity = 2, Overflow = policy },
                OnFault = fault => _faults.Add(fault),
            });
        }

        _test.Router.Subscribe(Subscription.To<TrainingStarted>("healthy", (payload, _, _) => _healthy.Add(payload.Attempt)));
        await PublishAsync(1);
        await _slow.CountAsync(Math.Max(1, names.Length));
        await PublishAsync(2);
        await PublishAsync(3);
    }

    private async Task PublishAsync(int number) =>
        await _test.Router.PublishAsync(
            new TrainingStarted { Config = "hex8_2p", Iteration = 1, JobId = "job", Attempt = number, Worker = "w" });
}
