using RingRift.GpuWorker.Jobs;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class JobPayloadTests
{
    private readonly WorkerBench _bench = new();

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("tab\t")]
    [InlineData("what?")]
    public async Task When_a_job_id_could_name_no_aggregate_should_keep_the_message_as_a_dead_letter(string jobId)
    {
        _bench.SendUnchecked(JobQueues.Selfplay, ScriptedJob.Request with { JobId = jobId });

        Assert.Equal(JobResult.DeadLettered, await _bench.Worker().ProcessNextAsync(default));

        var reason = Assert.Single(await _bench.DeadAsync()).Reason;
        Assert.Contains("jobId", reason, StringComparison.Ordinal);
        Assert.Contains("must be 1 to", reason, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Queue.Count(JobQueues.Selfplay));
    }
}
