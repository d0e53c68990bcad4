using RingRift.Local.Progress;
using RingRift.Pipeline.Jobs;

namespace RingRift.Local.Tests.Progress;

public sealed class RunTextTests
{
    [Fact]
    public void Should_show_of_training_what_people_want_and_no_other_figure() => Assert.Equal(
        "training 40 of 100 steps, 3,120 rows/s, policy loss 1.235, value loss 0.500, 0:30 left",
        Text(
            Runs.Job(40, 0, "training") with
            {
                Figures = Figures(
                    ("rows_per_second", 3120.4), ("policy_loss", 1.23456), ("value_loss", 0.5), ("eta_seconds", 30), ("step", 40),
                    ("learning_rate", 0.001), ("attempt", 1)),
            }));

    [Fact]
    public void When_a_job_has_just_begun_should_leave_out_what_is_not_known() => Assert.Equal(
        "self-play 0 of 100 games",
        Text(Runs.Job(0, 0) with { Figures = Figures(("attempt", 1), ("eta_seconds", -1), ("games_per_second", 0), ("plies", 0)) }));

    [Fact]
    public void Should_show_the_speed_that_the_worker_measured_until_the_view_has_its_own() => Assert.Equal(
        "self-play 10 of 100 games, 2.5 games/s, 0:36 left",
        Text(Runs.Job(10, 0) with { Figures = Figures(("games_per_second", 2.5), ("eta_seconds", 36)) }));

    [Fact]
    public void Should_show_the_score_of_a_match() => Assert.Equal(
        "match 4 of 100 games, score 0 %", Text(Runs.Job(4, 0, "match") with { Figures = Figures(("score", 0)) }));

    [Fact]
    public void Should_show_what_a_worker_says_of_where_it_runs() => Assert.Equal(
        "training 1 of 100 steps, SSE41: 20 % slower", Text(Runs.Job(1, 0, "training") with { Note = "SSE41: 20 % slower" }));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(1e300)]
    [InlineData(double.PositiveInfinity)]
    public void When_a_figure_is_no_time_should_show_the_rest(double seconds) =>
        Assert.StartsWith(
            "training 1 of 100 steps", Text(Runs.Job(1, 0, "training") with { Figures = Figures(("eta_seconds", seconds)) }),
            StringComparison.Ordinal);

    private static string Text(JobProgress job) => RunText.Job(job, new JobRates());

    private static Dictionary<string, double> Figures(params (string Name, double Value)[] figures) =>
        figures.ToDictionary(figure => figure.Name, figure => figure.Value);
}
