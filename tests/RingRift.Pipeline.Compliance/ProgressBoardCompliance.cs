using RingRift.Pipeline.Progress;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IProgressBoard"/> has to do.</summary>
public abstract class ProgressBoardCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _config = Sample.Unique("config");

    protected abstract IProgressBoard Board { get; }

    [Fact]
    public async Task When_a_job_reports_again_should_keep_the_newest()
    {
        await Board.ReportAsync(Progress("a", 1, 5), None);
        await Board.ReportAsync(Progress("a", 1, 9), None);
        var job = Assert.Single(await Board.ListAsync(_config, 1, None));
        Assert.Equal(("a", "selfplay", 9L, 20L, Sample.Noon), (job.JobId, job.Stage, job.Done, job.Total, job.Time));
        Assert.Equal(0.25, job.Figures["policy_loss"]);
    }

    [Fact]
    public async Task When_listing_should_give_the_jobs_of_that_iteration_only()
    {
        await Board.ReportAsync(Progress("b", 1, 1), None);
        await Board.ReportAsync(Progress("a", 1, 1), None);
        await Board.ReportAsync(Progress("c", 2, 1), None);
        Assert.Equal(["a", "b"], (await Board.ListAsync(_config, 1, None)).Select(job => job.JobId));
        Assert.Empty(await Board.ListAsync(_config, 3, None));
    }

    private JobProgress Progress(string job, int iteration, long done) => new()
    {
        JobId = job,
        Config = _config,
        Iteration = iteration,
        Stage = "selfplay",
        Done = done,
        Total = 20,
        Time = Sample.Noon,
        Figures = new Dictionary<string, double> { ["policy_loss"] = 0.25 },
    };
}
