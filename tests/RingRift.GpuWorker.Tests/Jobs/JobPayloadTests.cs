using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
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

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task When_a_training_is_to_draw_no_row_should_keep_the_message_as_a_dead_letter(long samples)
    {
        var window = new ArtifactRef(ArtifactKind.Samples, new string('a', 64), 1);
        _bench.SendUnchecked(JobQueues.Training, new TrainingRequested
        {
            Config = "hex8_2p",
            Iteration = 1,
            JobId = "hex8_2p-000001-training",
            Window = [window],
            Rows = 100,
            Samples = samples,
            Seed = 5,
        });

        Assert.Equal(JobResult.DeadLettered, await _bench.Worker().ProcessNextAsync(default));

        Assert.Contains($"samples is {samples}; a training draws at least one row", Assert.Single(await _bench.DeadAsync()).Reason, StringComparison.Ordinal);
    }
}
