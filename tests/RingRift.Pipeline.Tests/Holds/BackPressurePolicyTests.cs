using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Queues;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Holds;

public sealed class BackPressurePolicyTests
{
    private readonly BackPressurePolicy _policy = new(new BackPressureOptions());

    [Theory]
    [InlineData(JobQueues.Selfplay, 500, 200)]
    [InlineData(JobQueues.Match, 150, 75)]
    public void When_a_queue_grows_and_shrinks_should_hold_between_its_limits_and_tell_both_ends(string queue, int activate, int release)
    {
        (int Depth, bool Active, DataEventType? Told)[] steps =
        [
            (activate - 1, false, null), (activate, true, DataEventType.BackpressureActivated), (activate + 9, true, null),
            (release + 1, true, null),
            (release, false, DataEventType.BackpressureReleased), (activate - 1, false, null),
            (activate, true, DataEventType.BackpressureActivated),
        ];
        BackPressureState? state = null;
        foreach (var (depth, active, told) in steps)
        {
            var decision = _policy.Measure(state, new Dictionary<string, int> { [queue] = depth }, Sample.Noon);
            state = decision.State;
            Assert.Equal(active, state.Queues[0].IsActive(Sample.Noon));
            Assert.Equal(told, decision.Events.Count == 0 ? null : Assert.Single(decision.Events).Type);
        }
    }

    [Fact]
    public void When_nobody_measures_any_more_should_end_by_itself()
    {
        var pressed = Pressed(600, null, Sample.Noon);
        Assert.True(pressed.Queues[0].IsActive(Sample.Noon.AddSeconds(119)));
        Assert.False(pressed.Queues[0].IsActive(Sample.Noon.AddMinutes(2)));
        var again = Pressed(600, pressed, Sample.Noon.AddMinutes(1));
        Assert.Equal((Sample.Noon, Sample.Noon.AddMinutes(3)), (again.Queues[0].Since!.Value, again.Queues[0].Until!.Value));
    }

    [Fact]
    public void When_limits_cannot_work_should_name_them()
    {
        var options = new BackPressureOptions { ReleaseAt = 500, MatchReleaseAt = 151 };
        Assert.Equal(
            ["ReleaseAt: 500", "MatchReleaseAt: 151"],
            options.Validate(new(options)).Select(fault => string.Join(' ', fault.ErrorMessage!.Split(' ').Take(2))));
    }

    [Fact]
    public async Task When_the_watch_measures_should_keep_and_tell_the_depth_of_real_queues()
    {
        using var harness = new PipelineHarness(("BackPressure:ActivateAt", "3"), ("BackPressure:ReleaseAt", "1"));
        var jobs = harness.Get<InMemoryJobQueue>();
        for (var i = 0; i < 3; i++)
        {
            jobs.SendMalformed(JobQueues.Selfplay, "waits", "no event");
        }

        Assert.Equal("3 messages wait in 5 queues", await harness.Get<QueueWatch>().MeasureAsync(CancellationToken.None));
        var activated = Assert.Single(harness.Bus.TakeAll()).Payload<BackpressureActivated>();
        Assert.Equal(("cluster", JobQueues.Selfplay, 3, 3), (activated.Scope, activated.Queue, activated.Depth, activated.Limit));
        Assert.Equal("3 messages wait in 5 queues", await harness.Get<QueueWatch>().MeasureAsync(CancellationToken.None));
        Assert.Empty(harness.Bus.TakeAll());
    }

    private BackPressureState Pressed(int depth, BackPressureState? before, DateTimeOffset now) =>
        _policy.Measure(before, new Dictionary<string, int> { [JobQueues.Selfplay] = depth }, now).State;
}
