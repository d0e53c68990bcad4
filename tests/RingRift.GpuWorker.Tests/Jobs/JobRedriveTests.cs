using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.GpuWorker.Jobs;
using RingRift.InMemory;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

/// <summary>
/// Jobs that were given up: their letters outlive any crash, and a redrive lets them run again. The queue is a worker's own.
/// </summary>
public sealed class JobRedriveTests
{
    private static readonly Dictionary<string, string?> OneFailure = new() { ["Worker:MaxFailures"] = "1", ["Worker:MaxAttempts"] = "1" };
    private readonly WorkerBench _bench = new();

    [Theory]
    [InlineData(FaultPoint.BeforeDeadLetter)]
    [InlineData(FaultPoint.AfterDeadLetter)]
    [InlineData(FaultPoint.BeforeCommit)]
    [InlineData(FaultPoint.AfterCommit)]
    [InlineData(FaultPoint.BeforePublish)]
    [InlineData(FaultPoint.AfterPublish)]
    public async Task When_giving_a_job_up_crashes_should_have_its_letter_and_its_event_in_the_end(FaultPoint crash)
    {
        var armed = true;
        var job = new QueuedJob(() => _bench.Faults.Fails = (point, _) => armed && point == crash);
        _bench.Send(job.Queue, ScriptedJob.Request);
        try
        {
            await _bench.Worker(OneFailure, job).ProcessNextAsync(default);
        }
        catch (InjectedFaultException)
        {
            // The process died there.
        }

        armed = false;
        for (var deliveries = 0; deliveries < 5; deliveries++)
        {
            _bench.Time.Advance(TimeSpan.FromMinutes(1));
            await _bench.Worker(OneFailure, job).ProcessNextAsync(default);
        }

        Assert.Equal(0, _bench.Queue.Count(job.Queue));
        Assert.Equal(JobStatus.Failed, (await _bench.StateAsync("scripted")).Status);
        Assert.Equal(
            (job.Queue, DeadLetterStatus.Open), (Assert.Single(await _bench.DeadAsync()).Consumer, (await _bench.DeadAsync())[0].Status));
        Assert.Single(_bench.Published<TrainingFailed>());
    }

    [Fact]
    public async Task When_redriven_should_run_again_with_all_its_tries()
    {
        var job = new QueuedJob(() => { });
        _bench.Send(job.Queue, ScriptedJob.Request);
        Assert.Equal(JobResult.Failed, await _bench.Worker(OneFailure, job).ProcessNextAsync(default));
        job.IsBroken = false;

        await _bench.RedriveAsync();

        Assert.Equal(JobResult.Done, await _bench.Worker(OneFailure, job).ProcessNextAsync(default));
        var state = await _bench.StateAsync("scripted");
        Assert.Equal((JobStatus.Done, 2), (state.Status, state.Attempt));
        Assert.Single(_bench.Published<TrainingStarted>());
        var letter = Assert.Single(await _bench.DeadAsync());
        Assert.Equal((DeadLetterStatus.Redriven, 1), (letter.Status, letter.Attempts));
    }

    [Fact]
    public async Task When_a_redriven_job_fails_again_should_open_its_letter_again()
    {
        var job = new QueuedJob(() => { });
        _bench.Send(job.Queue, ScriptedJob.Request);
        await _bench.Worker(OneFailure, job).ProcessNextAsync(default);
        await _bench.RedriveAsync();

        Assert.Equal(JobResult.Failed, await _bench.Worker(OneFailure, job).ProcessNextAsync(default));

        var letter = Assert.Single(await _bench.DeadAsync());
        Assert.Equal((DeadLetterStatus.Open, 2), (letter.Status, letter.Attempts));
        Assert.Equal([1, 2], _bench.Published<TrainingFailed>().Select(failed => failed.Attempt));
    }

    [Fact]
    public async Task When_the_error_is_longer_than_an_event_may_be_should_still_tell_of_the_failure()
    {
        var job = new QueuedJob(() => throw new InvalidDataException(new string('<', 100_000)));
        _bench.Send(job.Queue, ScriptedJob.Request);
        Assert.Equal(JobResult.Failed, await _bench.Worker(OneFailure, job).ProcessNextAsync(default));
        Assert.EndsWith("<...", Assert.Single(_bench.Published<TrainingFailed>()).Reason, StringComparison.Ordinal);
    }

    private sealed class QueuedJob(Action beforeFailing) : IJobKind
    {
        private readonly ScriptedJob _inner = new((_, _) => Task.CompletedTask);

        public bool IsBroken { get; set; } = true;

        public string Queue => JobQueues.Selfplay;

        public int Priority => -1;

        public JobOrder Read(EventEnvelope envelope) => _inner.Read(envelope);

        public Task<EventDraft> RunAsync(JobOrder order, JobLease lease, CancellationToken cancellationToken)
        {
            if (IsBroken)
            {
                beforeFailing();
                throw new InvalidDataException("bad weights");
            }

            return _inner.RunAsync(order, lease, cancellationToken);
        }
    }
}
