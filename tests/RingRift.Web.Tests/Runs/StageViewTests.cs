using RingRift.Web.Api;
using RingRift.Web.Runs;

namespace RingRift.Web.Tests.Runs;

public sealed class StageViewTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Should_add_up_the_jobs_of_a_stage_and_their_rates()
    {
        var rates = new JobRates();
        rates.Take([Job("a", 0, 0), Job("b", 0, 2)]);
        var run = VerdictTests.RunOf(Job("a", 10, 5), Job("b", 10, 6), Job("c", 10, 40), Job("d", 10, 3) with { Stage = "match" });
        rates.Take(run.Jobs);
        var stages = StageView.Of(run, rates);
        Assert.Equal(["Self-play", "Training", "Evaluation"], stages.Select(stage => stage.Name));
        Assert.Equal((11L, 80L, "0.9 games/s"), (stages[0].Done, stages[0].Total, stages[0].Rate));
        Assert.Equal((0L, 0L, null), (stages[1].Done, stages[1].Total, stages[1].Rate));
        Assert.Equal((3L, 40L, null), (stages[2].Done, stages[2].Total, stages[2].Rate));
        Assert.Contains("1,200 games", stages[0].Work, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_job_begins_again_or_long_ago_was_fast_should_count_from_there()
    {
        var rates = new JobRates();
        rates.Take([Job("a", 0, 30)]);
        rates.Take([Job("a", 1, 2)]);
        Assert.Null(rates.PerSecond(Job("a", 1, 2)));
        rates.Take([Job("a", 2, 12)]);
        rates.Take([Job("a", 40, 13)]);
        rates.Take([Job("a", 60, 14)]);
        Assert.Equal(2 / 58.0, rates.PerSecond(Job("a", 60, 14))!.Value, 6);
        rates.Take([]);
        Assert.Null(rates.PerSecond(Job("a", 60, 14)));
    }

    private static JobAnswer Job(string id, int seconds, long done) => new(id, 1, "selfplay", done, 40, Start.AddSeconds(seconds));
}
