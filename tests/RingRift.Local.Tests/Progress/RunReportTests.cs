using RingRift.Local.Progress;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Tests.Progress;

public sealed class RunReportTests
{
    [Fact]
    public void When_the_run_never_began_should_say_so() => Assert.Equal("The run had not begun.", Written(null).Trim());

    [Fact]
    public void Should_list_each_iteration_that_is_trained_or_over_and_the_three_lanes()
    {
        var text = Written(
            Runs.Status(
                Runs.Finished(1, IterationOutcome.Promoted, "won"), Runs.Finished(2, IterationOutcome.Rejected, "score 0.4"),
                Runs.Iteration(3) with { Training = new TrainingState { JobId = "t", Rows = 1234 }, WaitsFor = "a worker to begin training" },
                Runs.Iteration(4)));

        Assert.Contains("        1 rollouts      58     1234   1.235   0.500  promoted: won\n", text, StringComparison.Ordinal);
        Assert.Contains("        2 aaaaaaaa      58     1234   1.235   0.500  Rejected: score 0.4\n", text, StringComparison.Ordinal);
        Assert.Contains("        3 rollouts      30                           waits for a worker to begin training\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("        4 ", text, StringComparison.Ordinal);
        Assert.Contains("training    2 so far, 3,000 of 20,000 new rows; waits for 17,000 more rows\n", text, StringComparison.Ordinal);
        Assert.Contains("No champion yet.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("stopped", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_show_the_champions_results_with_their_intervals()
    {
        var text = Written(Runs.Status(Runs.Iteration(1)).WithChampion());

        Assert.Contains(
            "Champion of hex8_2p: aaaaaaaaaaaa, generation 1, made in iteration 1; 1 promotions.\n", text, StringComparison.Ordinal);
        Assert.Contains("random               50     49  98.0 % [90.0 %, 100.0 %]   +676 [+382, +inf]\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void When_failures_stopped_the_run_should_say_why_and_what_to_do()
    {
        var status = Runs.Status(Runs.Finished(1, IterationOutcome.TrainingFailed, "disk full"));

        Assert.Contains(
            "The run stopped after failures: three in a row. Starting it again goes on.",
            Written(status with { Stopped = "three in a row", StoppedByFailures = true }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void When_the_last_wanted_iteration_is_over_should_say_that_the_run_is_over() =>
        Assert.EndsWith(
            "The run is over: iteration 1 was the last.\n",
            Written(Runs.Status(Runs.Iteration(1)).WithChampion() with { Stopped = "iteration 1 was the last" }), StringComparison.Ordinal);

    [Theory]
    [InlineData(new int[0], "Of the run that was to be made again, 2 of 4 networks were made again with the same bytes.\n")]
    [InlineData(new[] { 7, 9 }, "the same bytes; that of iteration 7 is another, which is the first of 2.\n")]
    public void When_a_run_was_made_again_should_say_how_it_compares(int[] different, string end) => Assert.EndsWith(
        end, Written(Runs.Status(Runs.Iteration(1)), new RepetitionResult(4, 2, different)), StringComparison.Ordinal);

    private static string Written(RunStatus? status, RepetitionResult? repeated = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        RunReport.Write(status, repeated, output);
        return output.ToString();
    }
}
