using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Stalls;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Operations.Stalls;

public sealed class StallPolicyTests
{
    private readonly StallPolicy _policy = new(new StallOptions());

    [Fact]
    public void When_nothing_moves_for_too_long_should_tell_it_once_and_the_end_once()
    {
        var first = _policy.Look(null, Seen("a", 0))!.State;
        Assert.Null(_policy.Look(first, Seen("a", 29.9)));
        var stalled = _policy.Look(first, Seen("a", 30))!;
        Assert.Equal(DataEventType.ProgressStallDetected, Assert.Single(stalled.Events).Type);
        Assert.Equal(1800, stalled.Events[0].Data.GetProperty("stalledSeconds").GetDouble());
        Assert.Null(_policy.Look(stalled.State, Seen("a", 90)));
        var recovered = _policy.Look(stalled.State, Seen("b", 91))!;
        Assert.Equal(DataEventType.ProgressRecovered, Assert.Single(recovered.Events).Type);
        Assert.Equal(5460, recovered.Events[0].Data.GetProperty("stalledSeconds").GetDouble());
        Assert.Empty(_policy.Look(recovered.State, Seen("c", 92))!.Events);
    }

    [Fact]
    public void When_it_is_held_should_not_count_the_time_of_the_hold()
    {
        var first = _policy.Look(null, Seen("a", 0))!.State;
        var held = _policy.Look(first, Seen("a", 20, mayStand: true))!;
        Assert.Empty(held.Events);
        Assert.Null(_policy.Look(held.State, Seen("a", 300, mayStand: true)));
        var lifted = _policy.Look(held.State, Seen("a", 301))!;
        Assert.Empty(lifted.Events);
        Assert.Null(_policy.Look(lifted.State, Seen("a", 330)));
        Assert.Single(_policy.Look(lifted.State, Seen("a", 331))!.Events);
    }

    [Fact]
    public void When_a_stalled_one_is_held_should_stay_stalled_until_something_moves()
    {
        var stalled = _policy.Look(_policy.Look(null, Seen("a", 0))!.State, Seen("a", 30))!.State;
        var held = _policy.Look(stalled, Seen("a", 31, mayStand: true))!;
        Assert.Equal((true, 0), (held.State.Stalled, held.Events.Count));
        Assert.Equal(DataEventType.ProgressRecovered, Assert.Single(_policy.Look(held.State, Seen("b", 40))!.Events).Type);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task When_a_job_gets_further_should_count_as_progress_and_a_worker_that_only_beats_should_not()
    {
        using var harness = new PipelineHarness(("Reconciliation:After:Selfplay", "10.00:00:00"));
        await harness.StartAsync();
        for (var minute = 0; minute < 60; minute++)
        {
            await BeatAsync(harness, done: minute);
            await TickAsync(harness);
        }

        Assert.DoesNotContain(harness.Bus.Published, e => e.Type == DataEventType.ProgressStallDetected);
        for (var minute = 0; minute < 60; minute++)
        {
            await BeatAsync(harness, done: 59);
            await TickAsync(harness);
        }

        var stall = Assert.Single(harness.Bus.Published, e => e.Type == DataEventType.ProgressStallDetected).Payload<ProgressStallDetected>();
        Assert.Equal((PipelineHarness.Config, 1, IterationStage.SelfPlay), (stall.Config, stall.Iteration, stall.Stage));
        await harness.RunWithDaemonsAsync();
        await TickAsync(harness);
        Assert.Single(harness.Bus.Published, e => e.Type == DataEventType.ProgressRecovered);
    }

    [Fact]
    public void When_a_time_is_missing_should_name_the_stage()
    {
        var options = new StallOptions { After = new StageTimes { SelfPlay = TimeSpan.FromMinutes(1) } };
        Assert.Contains(options.Validate(new(options)), fault => fault.ErrorMessage!.Contains("Training", StringComparison.Ordinal));
        Assert.DoesNotContain(options.Validate(new(options)), fault => fault.ErrorMessage!.Contains("SelfPlay", StringComparison.Ordinal));
        Assert.Empty(new StallOptions().Validate(new(options)));
    }

    private static ProgressState Seen(string mark, double minutes, bool mayStand = false) =>
        new(States.Config, 1, IterationStage.SelfPlay, mark, Sample.Noon.AddMinutes(minutes), mayStand);

    private static Task BeatAsync(PipelineHarness harness, long done) => harness.Get<IProgressBoard>().ReportAsync(
        new JobProgress { JobId = "job", Config = PipelineHarness.Config, Iteration = 1, Stage = "selfplay", Done = done, Total = 100, Time = harness.Time.GetUtcNow() },
        CancellationToken.None);

    private static async Task TickAsync(PipelineHarness harness)
    {
        harness.Time.Advance(TimeSpan.FromMinutes(1));
        await harness.Get<DaemonRunner>().RunDueAsync(CancellationToken.None);
    }
}
