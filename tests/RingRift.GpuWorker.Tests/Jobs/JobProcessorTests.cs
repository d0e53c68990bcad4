using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Events;
using RingRift.GpuWorker.Jobs;
using RingRift.InMemory;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class JobProcessorTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private readonly WorkerBench _bench = new();

    [Fact]
    public async Task Should_commit_result_and_event_once_and_delete_the_message()
    {
        var job = new ScriptedJob((_, _) => Task.CompletedTask);
        _bench.Send(job.Queue, ScriptedJob.Request);

        Assert.Equal(JobResult.Done, await _bench.Worker(kinds: job).ProcessNextAsync(default));

        var state = await _bench.StateAsync("scripted");
        Assert.Equal((JobStatus.Done, 1), (state.Status, state.Attempt));
        Assert.Equal(1, Assert.Single(_bench.Published<TrainingStarted>()).Attempt);
        Assert.Equal(0, _bench.Queue.Count(job.Queue));
    }

    [Fact]
    public async Task When_a_finished_job_is_delivered_again_should_not_do_it_again()
    {
        var job = new ScriptedJob((_, _) => Task.CompletedTask);
        var worker = _bench.Worker(kinds: job);
        _bench.Send(job.Queue, ScriptedJob.Request);
        await worker.ProcessNextAsync(default);
        _bench.Send(job.Queue, ScriptedJob.Request);

        Assert.Equal(JobResult.Duplicate, await worker.ProcessNextAsync(default));

        Assert.Equal(1, job.Runs);
        Assert.Equal(0, _bench.Queue.Count(job.Queue));
    }

    [Fact]
    public async Task When_publishing_fails_after_the_commit_the_next_delivery_should_publish()
    {
        var job = new ScriptedJob((_, _) => Task.CompletedTask);
        var worker = _bench.Worker(kinds: job);
        _bench.Send(job.Queue, ScriptedJob.Request);
        _bench.Faults.Fails = (point, _) => point == FaultPoint.BeforePublish;
        Assert.Equal(JobResult.Retried, await worker.ProcessNextAsync(default));
        Assert.Empty(_bench.Published<TrainingStarted>());

        _bench.Faults.Fails = (_, _) => false;
        _bench.Time.Advance(Lease);
        Assert.Equal(JobResult.Duplicate, await worker.ProcessNextAsync(default));

        Assert.Equal(1, job.Runs);
        Assert.Single(_bench.Published<TrainingStarted>());
        Assert.Equal(JobStatus.Done, (await _bench.StateAsync("scripted")).Status);
    }

    [Fact]
    public async Task When_the_answer_to_the_last_commit_is_lost_the_result_should_stand()
    {
        var armed = false;
        var job = new ScriptedJob((_, _) => Task.FromResult(armed = true));
        var worker = _bench.Worker(kinds: job);
        _bench.Send(job.Queue, ScriptedJob.Request);
        _bench.Faults.Fails = (point, _) => armed && point == FaultPoint.AfterCommit;
        Assert.Equal(JobResult.Retried, await worker.ProcessNextAsync(default));

        _bench.Faults.Fails = (_, _) => false;
        _bench.Time.Advance(Lease);
        Assert.Equal(JobResult.Duplicate, await worker.ProcessNextAsync(default));

        Assert.Equal(1, job.Runs);
        Assert.Single(_bench.Published<TrainingStarted>());
    }

    [Fact]
    public async Task When_another_worker_holds_the_job_should_put_the_message_back()
    {
        var (begun, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = new ScriptedJob(async (_, _) =>
        {
            begun.SetResult();
            await finish.Task;
        });
        var second = new ScriptedJob((_, _) => Task.CompletedTask);
        _bench.Send(slow.Queue, ScriptedJob.Request);
        var running = Task.Run(() => _bench.Worker(kinds: slow).ProcessNextAsync(default));
        await begun.Task;
        _bench.Send(slow.Queue, ScriptedJob.Request);

        Assert.Equal(JobResult.Busy, await _bench.Worker(kinds: second).ProcessNextAsync(default));

        finish.SetResult();
        Assert.Equal(JobResult.Done, await running);
        Assert.Equal(0, second.Runs);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task When_a_lease_lies_in_the_future_should_take_the_job(int days)
    {
        var job = new ScriptedJob((_, _) => Task.CompletedTask);
        var renewed = _bench.Time.GetUtcNow().AddDays(days);
        var left = new JobState
        {
            JobId = "scripted",
            Status = JobStatus.Running,
            Owner = "dead",
            Attempt = 1,
            LeaseUntil = renewed + Lease,
            Renewed = renewed,
        };
        await _bench.Aggregates.CommitAsync(
            new Commit<JobState>
            {
                Key = AggregateKey.Job("scripted"),
                State = left,
                Token = null,
                Version = 1,
                InboxId = null,
                Outbox = [],
            }, default);
        _bench.Send(job.Queue, ScriptedJob.Request);

        Assert.Equal(JobResult.Done, await _bench.Worker(kinds: job).ProcessNextAsync(default));

        Assert.Equal(2, (await _bench.StateAsync("scripted")).Attempt);
    }

    [Fact]
    public async Task When_a_worker_dies_the_next_should_claim_after_the_lease_and_the_dead_one_should_commit_nothing()
    {
        var (begun, wake) = (new TaskCompletionSource<JobLease>(), new TaskCompletionSource());
        var frozen = new ScriptedJob(async (lease, _) =>
        {
            begun.SetResult(lease);
            await wake.Task;
        });
        var second = new ScriptedJob((_, _) => Task.CompletedTask);
        _bench.Send(frozen.Queue, ScriptedJob.Request);

        // A frozen process renews nothing: all its commits fail until the lease is over.
        var running = Task.Run(() => _bench.Worker(kinds: frozen).ProcessNextAsync(default));
        var lease = await begun.Task;
        _bench.Faults.Fails = (point, _) => point == FaultPoint.BeforeCommit;
        await _bench.AdvanceAsync(Lease + TimeSpan.FromSeconds(1));
        _bench.Faults.Fails = (_, _) => false;

        Assert.Equal(JobResult.Done, await _bench.Worker(kinds: second).ProcessNextAsync(default));
        wake.SetResult();

        Assert.Equal(JobResult.Lost, await running);
        Assert.Equal(1, lease.Attempt);
        Assert.Equal(2, Assert.Single(_bench.Published<TrainingStarted>()).Attempt);
        Assert.Equal((JobStatus.Done, 2), ((await _bench.StateAsync("scripted")).Status, (await _bench.StateAsync("scripted")).Attempt));
    }

    [Fact]
    public async Task When_the_lease_is_lost_should_cancel_the_work()
    {
        var begun = new TaskCompletionSource<JobLease>();
        var job = new ScriptedJob(async (lease, cancellationToken) =>
        {
            begun.SetResult(lease);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        _bench.Send(job.Queue, ScriptedJob.Request);
        var running = Task.Run(() => _bench.Worker(kinds: job).ProcessNextAsync(default));
        var lease = await begun.Task;

        await StealAsync(lease);
        await Assert.ThrowsAsync<LeaseLostException>(() => lease.RenewAsync(default));

        Assert.Equal(JobResult.Lost, await running);
    }

    [Fact]
    public async Task Should_prolong_lease_and_message_while_it_works()
    {
        var (begun, finish) = (new TaskCompletionSource<JobLease>(), new TaskCompletionSource());
        var job = new ScriptedJob(async (lease, _) =>
        {
            begun.SetResult(lease);
            await finish.Task;
        });
        _bench.Send(job.Queue, ScriptedJob.Request);
        var running = Task.Run(() => _bench.Worker(kinds: job).ProcessNextAsync(default));
        var lease = await begun.Task;
        var claimedUntil = lease.State.LeaseUntil;

        for (var i = 0; i < 6; i++)
        {
            await _bench.AdvanceAsync(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(claimedUntil + TimeSpan.FromSeconds(60), (await _bench.StateAsync("scripted")).LeaseUntil);
        Assert.Null(await _bench.Queue.ReceiveAsync(job.Queue, Lease, default));
        finish.SetResult();
        Assert.Equal(JobResult.Done, await running);
    }

    [Fact]
    public async Task When_the_worker_stops_should_give_the_job_back_at_once_without_counting_a_failure()
    {
        using var stopping = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var job = new ScriptedJob(async (_, cancellationToken) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        _bench.Send(job.Queue, ScriptedJob.Request);
        var running = Task.Run(() => _bench.Worker(kinds: job).ProcessNextAsync(stopping.Token));
        await begun.Task;

        await stopping.CancelAsync();

        Assert.Equal(JobResult.Released, await running);
        Assert.Equal(0, (await _bench.StateAsync("scripted")).Failures);
        var second = new ScriptedJob((_, _) => Task.CompletedTask);
        Assert.Equal(JobResult.Done, await _bench.Worker(kinds: second).ProcessNextAsync(default));
        Assert.Equal(2, (await _bench.StateAsync("scripted")).Attempt);
    }

    [Fact]
    public async Task When_a_job_keeps_failing_should_give_it_up_with_its_event_and_a_dead_letter()
    {
        var job = new ScriptedJob((_, _) => throw new InvalidDataException("bad weights"));
        var worker = _bench.Worker(kinds: job);
        _bench.Send(job.Queue, ScriptedJob.Request);
        var results = new List<JobResult?>();
        for (var i = 0; i < 3; i++)
        {
            results.Add(await worker.ProcessNextAsync(default));
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([JobResult.Retried, JobResult.Retried, JobResult.Failed], results);
        Assert.Contains("bad weights", Assert.Single(_bench.Published<TrainingFailed>()).Reason, StringComparison.Ordinal);
        Assert.Contains("bad weights", Assert.Single(await _bench.DeadAsync()).Reason, StringComparison.Ordinal);
        Assert.Equal(0, _bench.Queue.Count(job.Queue));
        Assert.Equal(JobStatus.Failed, (await _bench.StateAsync("scripted")).Status);
    }

    [Fact]
    public async Task When_a_job_kills_every_worker_should_give_it_up()
    {
        var settings = new Dictionary<string, string?> { ["Worker:MaxAttempts"] = "2" };
        _bench.Send("scripted-jobs", ScriptedJob.Request);
        for (var i = 0; i < 2; i++)
        {
            var begun = new TaskCompletionSource();
            var killer = new ScriptedJob(async (_, _) =>
            {
                begun.SetResult();
                await new TaskCompletionSource().Task;
            });
            _ = Task.Run(() => _bench.Worker(settings, killer).ProcessNextAsync(default));
            await begun.Task;
            _bench.Faults.Fails = (point, _) => point == FaultPoint.BeforeCommit;
            await _bench.AdvanceAsync(Lease + TimeSpan.FromSeconds(1));
            _bench.Faults.Fails = (_, _) => false;
        }

        var next = new ScriptedJob((_, _) => Task.CompletedTask);
        Assert.Equal(JobResult.Failed, await _bench.Worker(settings, next).ProcessNextAsync(default));
        Assert.Equal(0, next.Runs);
        Assert.Single(await _bench.DeadAsync());
    }

    [Theory]
    [InlineData("selfplay-jobs")]
    [InlineData("training-jobs")]
    public async Task When_a_message_is_no_event_should_keep_it_as_a_dead_letter(string queue)
    {
        _bench.Queue.SendMalformed(queue, "{", "no JSON");

        Assert.Equal(JobResult.DeadLettered, await _bench.Worker().ProcessNextAsync(default));

        var letter = Assert.Single(await _bench.DeadAsync());
        Assert.Equal((queue, "no JSON", "{"), (letter.Consumer, letter.Reason, letter.Body));
        Assert.Equal(0, _bench.Queue.Count(queue));
    }

    [Fact]
    public async Task When_a_job_asks_for_nonsense_should_keep_it_as_a_dead_letter()
    {
        _bench.SendUnchecked(JobQueues.Selfplay, ScriptedJob.Request with { Config = "hex9_2p" });
        _bench.SendUnchecked(JobQueues.Selfplay, ScriptedJob.Request with { Games = 0 });
        var worker = _bench.Worker();

        await worker.ProcessNextAsync(default);
        await worker.ProcessNextAsync(default);

        var reasons = (await _bench.DeadAsync()).Select(letter => letter.Reason).ToList();
        Assert.Contains(reasons, reason => reason.Contains("hex9_2p", StringComparison.Ordinal));
        Assert.Contains(
            reasons, reason => reason.Contains("games", StringComparison.Ordinal) && reason.Contains('0', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_take_training_before_self_play()
    {
        _bench.Queue.SendMalformed(JobQueues.Selfplay, "s", "self-play");
        _bench.Queue.SendMalformed(JobQueues.Training, "t", "training");

        await _bench.Worker().ProcessNextAsync(default);

        Assert.Equal("training", Assert.Single(await _bench.DeadAsync()).Reason);
    }

    private async Task StealAsync(JobLease lease)
    {
        var key = lease.Order.Key;
        var held = (await _bench.Aggregates.LoadAsync<JobState>(key, default))!;
        await _bench.Aggregates.CommitAsync(
            new Commit<JobState>
            {
                Key = key,
                State = held.State with { Owner = "another", Attempt = held.State.Attempt + 1 },
                Token = held.Token,
                Version = held.Version + 1,
                InboxId = null,
                Outbox = [],
            },
            default);
    }
}
