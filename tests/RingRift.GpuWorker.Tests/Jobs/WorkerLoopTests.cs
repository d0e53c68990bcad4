using Microsoft.Extensions.DependencyInjection;
using RingRift.GpuWorker.Jobs;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class WorkerLoopTests
{
    [Fact]
    public async Task When_it_takes_a_job_after_a_fault_should_know_at_once_that_the_storage_answers()
    {
        var bench = new WorkerBench();
        string? during = "the job did not run";
        WorkerStatus? status = null;
        var job = new ScriptedJob((_, _) => Task.FromResult(during = status!.Current.StorageFault));
        await using var services = bench.Services(kinds: job);
        status = services.GetRequiredService<WorkerStatus>();
        status.StorageFailed("503");
        bench.Send(job.Queue, ScriptedJob.Request);

        Assert.Equal(JobResult.Done, await services.GetRequiredService<WorkerLoop>().ProcessNextAsync(default));

        Assert.Null(during);
    }

    [Fact]
    public async Task When_the_queues_are_empty_should_know_that_the_storage_answers()
    {
        await using var services = new WorkerBench().Services();

        Assert.Null(await services.GetRequiredService<WorkerLoop>().ProcessNextAsync(default));

        Assert.Null(services.GetRequiredService<WorkerStatus>().Current.StorageFault);
    }
}
