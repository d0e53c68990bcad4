using RingRift.Web.Api;
using RingRift.Web.Runs;

namespace RingRift.Web.Tests.Runs;

public sealed class VerdictTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void When_a_job_has_told_of_itself_should_say_that_the_run_goes_on()
    {
        var verdict = Verdict.Of(RunOf(new JobAnswer("a", 1, "selfplay", 3, 10, Now.AddSeconds(-8))), Conditions(Now.AddMinutes(-9)));
        Assert.Equal((true, "The run goes on. It last moved 8 s ago."), (verdict.IsWell, verdict.Text));
    }

    [Fact]
    public void When_nothing_has_moved_for_long_should_say_for_how_long_and_what_is_not_met()
    {
        var unmet = new ConditionAnswer("training", "worker", "none", "one", false);
        var verdict = Verdict.Of(RunOf(), Conditions(Now.AddMinutes(-9), unmet, unmet with { Met = true }));
        Assert.Equal((false, "Nothing has moved for 9 min."), (verdict.IsWell, verdict.Text));
        Assert.Equal([unmet], verdict.Unmet);
    }

    [Fact]
    public void When_paused_should_say_who_paused_it()
    {
        var verdict = Verdict.Of(RunOf(), Conditions(Now, new ConditionAnswer("finished", "pause", "all by ann: upgrade", "none", false)));
        Assert.Equal((false, "The run is paused: all by ann: upgrade."), (verdict.IsWell, verdict.Text));
    }

    [Theory]
    [InlineData(true, false, "Failures stopped the run: too many.")]
    [InlineData(false, true, "The run is over: too many.")]
    public void When_stopped_should_say_why(bool failures, bool isWell, string text)
    {
        var verdict = Verdict.Of(RunOf() with { Stopped = "too many", StoppedByFailures = failures }, conditions: null);
        Assert.Equal((isWell, text), (verdict.IsWell, verdict.Text));
    }

    internal static RunAnswer RunOf(params JobAnswer[] jobs) => new(
        "hex8_2p", Now, 1, new SelfPlayAnswer([1], 2, 1200, 4000, "games"), new TrainingAnswer(1, 10, 100, "rows"),
        new EvaluationAnswer([], "a candidate"), 0, [], jobs);

    private static ConditionsAnswer Conditions(DateTimeOffset progress, params ConditionAnswer[] conditions) => new(Now, conditions, progress);
}
