using RingRift.GpuWorker.Jobs;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class WorkerOptionsTests
{
    [Theory]
    [InlineData(WorkerJobs.All, true, true)]
    [InlineData(WorkerJobs.SelfPlay, true, false)]
    [InlineData(WorkerJobs.Training, false, true)]
    public void Should_take_jobs_of_its_kind(WorkerJobs jobs, bool selfPlay, bool training)
    {
        var options = new WorkerOptions { Jobs = jobs };
        Assert.Equal((selfPlay, training), (options.Takes(JobQueues.Selfplay), options.Takes(JobQueues.Training)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(600)]
    public void Should_fit_last_checkpoint_and_giving_back_into_the_drain_time(double seconds)
    {
        var options = new WorkerOptions { DrainSeconds = seconds };
        Assert.True(options.LastCheckpoint + options.GiveBack < options.Drain);
    }
}
