using Microsoft.Extensions.DependencyInjection;
using RingRift.GpuWorker.CommandLine;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Tests.Jobs;
using RingRift.GpuWorker.Tests.Metadata;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Drain;

[Trait("Category", "Slow")]
public sealed class DrainDeadlineTests(StorageBench bench) : IClassFixture<StorageBench>
{
    [Fact]
    public async Task When_a_job_does_not_stop_should_end_without_it_and_acknowledge_nothing()
    {
        await using var metadata = await MetadataService.StartAsync("workers_1");
        var (started, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        var job = new ScriptedJob(async (_, _) =>
        {
            started.SetResult();
            await never.Task;
        });
        await bench.SendAsync(job.Queue, ScriptedJob.Request);
        var worker = bench.Worker(new TrackedBoard(), metadata, new() { ["Worker:DrainSeconds"] = "1" }, services => services.AddSingleton<IJobKind>(job));
        await worker.StartAsync();
        await started.Task;
        metadata.Announce("end", "Preempt", "workers_1");

        Assert.Equal(WorkerExit.DrainTimedOut, await WorkerHost.WaitForEndAsync(worker));

        // The lease ends by itself, and the fencing number keeps the hanging attempt from committing after that.
        Assert.Empty(metadata.Acknowledged);
        var left = await bench.StateAsync(ScriptedJob.Request.JobId);
        Assert.Equal((JobStatus.Running, 1, 0), (left.Status, left.Attempt, left.GivenBack));
        never.SetResult();
    }
}
