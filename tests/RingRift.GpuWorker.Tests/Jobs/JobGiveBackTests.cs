using RingRift.GpuWorker.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class JobGiveBackTests
{
    private readonly WorkerBench _bench = new();

    [Fact]
    public async Task When_stopping_workers_give_a_job_back_more_often_than_it_may_be_claimed_should_still_do_it()
    {
        var settings = new Dictionary<string, string?> { ["Worker:MaxAttempts"] = "2" };
        _bench.Send("scripted-jobs", ScriptedJob.Request);
        for (var stop = 0; stop < 3; stop++)
        {
            using var stopping = new CancellationTokenSource();
            var job = new ScriptedJob(async (_, cancellationToken) =>
            {
                await stopping.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            });
            Assert.Equal(JobResult.Released, await _bench.Worker(settings, job).ProcessNextAsync(stopping.Token));
        }

        var next = new ScriptedJob((_, _) => Task.CompletedTask);
        Assert.Equal(JobResult.Done, await _bench.Worker(settings, next).ProcessNextAsync(default));
        var state = await _bench.StateAsync("scripted");
        Assert.Equal((4, 3, 0), (state.Attempt, state.GivenBack, state.Failures));
    }
}
