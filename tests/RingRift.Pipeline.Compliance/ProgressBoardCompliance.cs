using RingRift.Pipeline.Jobs;

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
        var job = Assert.Single(await Board.ListAsync(_config, 1, unreadable: null, None));
        Assert.Equal(("a", "selfplay", 9L, 20L, Sample.Noon), (job.JobId, job.Stage, job.Done, job.Total, job.Time));
        Assert.Equal(0.25, job.Figures["policy_loss"]);
    }

    [Fact]
    public async Task When_listing_should_give_the_jobs_of_that_iteration_only()
    {
        await Board.ReportAsync(Progress("b", 1, 1), None);
        await Board.ReportAsync(Progress("a", 1, 1), None);
        await Board.ReportAsync(Progress("c", 2, 1), None);
        Assert.Equal(["a", "b"], (await Board.ListAsync(_config, 1, unreadable: null, None)).Select(job => job.JobId));
        Assert.Empty(await Board.ListAsync(_config, 3, unreadable: null, None));
    }

    [Fact]
    public async Task When_heartbeats_are_forgotten_should_keep_younger_ones_and_take_the_job_again()
    {
        await Board.ReportAsync(Progress("old", 1, 1), None);
        await Board.ReportAsync(Progress("older", 2, 1) with { Time = Sample.Noon.AddDays(-1) }, None);
        await Board.ReportAsync(Progress("young", 1, 1) with { Time = Sample.Noon.AddSeconds(1) }, None);

        var old = await Board.ListBeforeAsync(Sample.Noon.AddSeconds(1), None).Where(job => job.Config == _config).ToListAsync();
        Assert.Equal(["old", "older"], old.Select(job => job.JobId).Order(StringComparer.Ordinal));
        await Board.ForgetAsync(old, None);
        await Board.ForgetAsync(old, None);
        Assert.Equal("young", Assert.Single(await Board.ListAsync(_config, 1, unreadable: null, None)).JobId);
        Assert.Empty(await Board.ListAsync(_config, 2, unreadable: null, None));

        await Board.ReportAsync(old[0], None);
        Assert.Single(await Board.ListBeforeAsync(Sample.Noon.AddSeconds(1), None).Where(job => job.Config == _config).ToListAsync());
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
