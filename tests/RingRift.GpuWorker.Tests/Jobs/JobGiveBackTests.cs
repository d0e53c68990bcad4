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

    [Fact]
    public async Task When_told_to_stop_between_taking_and_claiming_should_give_the_message_back_at_once()
    {
        using var stopping = new CancellationTokenSource();
        _bench.Send("scripted-jobs", ScriptedJob.Request);
        var job = new ScriptedJob((_, _) => Task.CompletedTask) { WhenRead = stopping.Cancel };

        Assert.Equal(JobResult.Released, await _bench.Worker(null, job).ProcessNextAsync(stopping.Token));

        Assert.Equal(0, job.Runs);
        Assert.Equal(JobResult.Done, await _bench.Worker(null, new ScriptedJob((_, _) => Task.CompletedTask)).ProcessNextAsync(default));
        Assert.Equal(1, (await _bench.StateAsync("scripted")).Attempt);
    }

    [Fact]
    public async Task When_told_to_stop_should_take_no_further_job()
    {
        _bench.Send("scripted-jobs", ScriptedJob.Request);
        var job = new ScriptedJob((_, _) => Task.CompletedTask);

        Assert.Null(await _bench.Worker(null, job).ProcessNextAsync(new CancellationToken(canceled: true)));

        Assert.Equal((0, 1), (job.Runs, _bench.Queue.Count("scripted-jobs")));
        Assert.Equal(JobResult.Done, await _bench.Worker(null, job).ProcessNextAsync(default));
    }
}
