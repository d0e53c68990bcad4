using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Tests.Operations.Scaling;

public sealed class ScalePolicyTests
{
    private static readonly DateTimeOffset Now = Sample.Noon;
    private static readonly GpuDay Unused = new(GpuLedger.DayOf(Now));

    private readonly ScalerOptions _options = new()
    {
        SelfPlay = new PoolOptions { DrainTime = TimeSpan.FromMinutes(10), ScaleInCooldown = TimeSpan.FromMinutes(5) },
    };

    // Ten-minute jobs, ten minutes to drain: as many workers as jobs.
    [Theory]
    [InlineData(0, 0, 0, 0, ScaleVerdict.Keep)]
    [InlineData(0, 3, 0, 3, ScaleVerdict.Out)]
    [InlineData(0, 90, 0, 10, ScaleVerdict.Out)]
    [InlineData(10, 90, 10, 10, ScaleVerdict.Keep)]
    [InlineData(4, 0, 4, 4, ScaleVerdict.Keep)]
    [InlineData(12, 90, 10, 10, ScaleVerdict.In)] // Somebody lowered the maximum: at once.
    public void When_work_comes_should_want_what_it_needs_within_the_limits(
        int workers, int visible, int inFlight, int wanted, ScaleVerdict verdict)
    {
        var state = Decide(workers, visible, inFlight);
        Assert.Equal((wanted, verdict), (state.Wanted, state.Verdict));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(5, 5)]
    public void When_there_is_a_minimum_should_keep_it_without_work(int visible, int wanted)
    {
        _options.SelfPlay.Minimum = 2;
        Assert.Equal(wanted, Decide(0, visible, 0).Wanted);
    }

    [Fact]
    public void When_workers_were_just_added_should_add_more_only_after_the_cooldown()
    {
        var first = Decide(0, 3, 0);
        var soon = Decide(3, 5, 3, first, after: TimeSpan.FromSeconds(59));
        Assert.Equal((3, ScaleVerdict.Keep), (soon.Wanted, soon.Verdict));
        Assert.Contains("cooldown", soon.Reasons[^1], StringComparison.Ordinal);
        Assert.Equal(7, Decide(3, 5, 3, soon, after: TimeSpan.FromSeconds(60)).Wanted);
    }

    [Fact]
    public void When_workers_have_nothing_to_do_should_take_them_away_only_after_the_cooldown_and_never_busy_ones()
    {
        var busy = Decide(6, 0, 6);
        var idle = Decide(6, 0, 1, busy, after: TimeSpan.FromMinutes(4));
        Assert.Equal((6, ScaleVerdict.Keep), (idle.Wanted, idle.Verdict));
        var needed = Decide(6, 4, 2, idle, after: TimeSpan.FromMinutes(4.5));
        Assert.Equal(6, needed.Wanted);

        // Five of six are enough, but the clock runs from when all six were needed.
        var again = Decide(6, 0, 6, needed, after: TimeSpan.FromMinutes(6));
        Assert.Equal(6, Decide(6, 0, 1, again, after: TimeSpan.FromMinutes(10.9)).Wanted);
        var end = Decide(6, 0, 1, again, after: TimeSpan.FromMinutes(11));
        Assert.Equal((1, ScaleVerdict.In), (end.Wanted, end.Verdict));
    }

    [Fact]
    public void When_no_job_was_measured_should_take_the_last_measure_and_before_it_that_of_the_options()
    {
        Assert.Contains("600 s each", Decide(0, 10, 0).Reasons[0], StringComparison.Ordinal);
        var measured = Decide(0, 10, 0, jobTime: TimeSpan.FromSeconds(120));
        Assert.Equal(2, measured.Wanted);
        Assert.Contains("120 s each", Decide(2, 10, 0, measured, after: TimeSpan.FromMinutes(2)).Reasons[0], StringComparison.Ordinal);
    }

    // 48 hours, 9.6 reserved for training: self-play may use 38.4. A new worker needs a quarter of an hour.
    [Theory]
    [InlineData(30, 10)]
    [InlineData(37.15, 5)]
    [InlineData(38, 1)]
    [InlineData(38.2, 0)]
    public void When_the_budget_runs_out_should_add_only_what_it_can_feed(double used, int wanted) =>
        Assert.Equal(wanted, Decide(0, 50, 0, today: Unused with { SelfPlay = used }).Wanted);

    [Fact]
    public void When_the_budget_is_used_up_should_stop_whatever_waits_and_whatever_cooldown()
    {
        var running = Decide(10, 50, 10, today: Unused with { SelfPlay = 37.89 });
        Assert.Equal((10, ScaleVerdict.Keep), (running.Wanted, running.Verdict));

        // Ten workers for three minutes take half an hour.
        var stopped = Decide(10, 50, 10, running, Unused with { SelfPlay = 37.91 });
        Assert.Equal((0, ScaleVerdict.Stop, Unused.Day), (stopped.Wanted, stopped.Verdict, stopped.StoppedOn!.Value));
        Assert.Contains("0.49 of 48.00 GPU-hours are left for selfplay, less than 0.50", stopped.Reasons[0], StringComparison.Ordinal);

        // Without workers three minutes of one would do, but what was stopped stays stopped for the day.
        var later = Decide(0, 50, 0, stopped, Unused with { SelfPlay = 37.91 }, TimeSpan.FromHours(3));
        Assert.Equal((0, ScaleVerdict.Stop), (later.Wanted, later.Verdict));
        Assert.Contains("is used up", later.Reasons[0], StringComparison.Ordinal);

        var tomorrow = Decide(0, 50, 0, later, new GpuDay(Unused.Day.AddDays(1)), TimeSpan.FromHours(12));
        Assert.Equal((10, ScaleVerdict.Out), (tomorrow.Wanted, tomorrow.Verdict));
    }

    [Fact]
    public void When_the_budget_is_raised_after_a_stop_should_go_on_the_same_day()
    {
        var used = Unused with { SelfPlay = 38.3 };
        var stopped = Decide(10, 50, 10, today: used);
        Assert.Equal(ScaleVerdict.Stop, stopped.Verdict);
        _options.DailyGpuHours = 60;
        Assert.Equal(10, Decide(0, 50, 0, stopped, used).Wanted);
    }

    [Fact]
    public void When_self_play_used_all_it_may_should_still_train()
    {
        var used = Unused with { SelfPlay = 38.4 };
        Assert.Equal(ScaleVerdict.Stop, Decide(10, 500, 10, today: used).Verdict);
        var training = new ScalePolicy(_options).Decide(new PoolReading(WorkKind.Training, 0, new(1, 0)), null, used, Now);
        Assert.Equal((1, ScaleVerdict.Out), (training.Wanted, training.Verdict));
    }

    [Fact]
    public void When_a_worker_has_several_gpus_should_count_each()
    {
        _options.SelfPlay.GpusPerWorker = 8;
        Assert.Equal(2, Decide(0, 50, 0, today: Unused with { SelfPlay = 34 }).Wanted);
    }

    private PoolState Decide(
        int workers, int visible, int inFlight, PoolState? before = null, GpuDay? today = null, TimeSpan after = default,
        TimeSpan? jobTime = null) =>
        new ScalePolicy(_options).Decide(
            new PoolReading(WorkKind.SelfPlay, workers, new(visible, inFlight), jobTime), before, today ?? Unused, Now + after);
}
