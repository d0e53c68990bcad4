using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.GpuWorker.Jobs;
using RingRift.Pipeline.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

/// <summary>What the event log is told about the worker's deliveries.</summary>
public sealed class JobDeliveryTests
{
    private readonly WorkerBench _bench = new();

    [Fact]
    public async Task Should_tell_the_event_log_how_each_delivery_ended_and_why()
    {
        var fails = 1;
        var job = new ScriptedJob((_, _) => fails-- > 0 ? throw new InvalidDataException("bad weights") : Task.CompletedTask);
        await using var services = _bench.Services(kinds: job);
        var worker = services.GetRequiredService<WorkerLoop>();
        _bench.Send(job.Queue, ScriptedJob.Request);
        await worker.ProcessNextAsync(default);
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        await worker.ProcessNextAsync(default);
        _bench.Send(job.Queue, ScriptedJob.Request with { Games = 0, JobId = "nonsense" });
        _bench.Send(job.Queue, ScriptedJob.Request);
        await worker.ProcessNextAsync(default);
        await worker.ProcessNextAsync(default);

        Assert.Equal(
            [
                (HandlingOutcome.Retry, "bad weights"), (HandlingOutcome.Done, null), (HandlingOutcome.Done, null),
                (HandlingOutcome.Duplicate, null)
            ],
            (await HandlingsAsync(services)).Select(handling => (handling.Outcome, handling.Reason)));
        Assert.All(await HandlingsAsync(services), handling => Assert.Equal(job.Queue, handling.Consumer));
    }

    [Fact]
    public async Task Should_tell_the_event_log_what_was_given_up()
    {
        var job = new ScriptedJob((_, _) => throw new InvalidDataException("bad weights"));
        await using var services = _bench.Services(new() { ["Worker:MaxFailures"] = "1" }, job);
        _bench.Send(job.Queue, ScriptedJob.Request);
        await services.GetRequiredService<WorkerLoop>().ProcessNextAsync(default);
        _bench.Send(JobQueues.Selfplay, ScriptedJob.Request with { Games = 0 });
        await services.GetRequiredService<WorkerLoop>().ProcessNextAsync(default);

        var handlings = await HandlingsAsync(services);
        Assert.All(handlings, handling => Assert.Equal(HandlingOutcome.DeadLetter, handling.Outcome));
        Assert.Contains("bad weights", handlings[0].Reason, StringComparison.Ordinal);
        Assert.Equal(
            (JobQueues.Selfplay, true), (handlings[1].Consumer, handlings[1].Reason!.Contains("games is 0", StringComparison.Ordinal)));
    }

    /// <summary>All deliveries in the log, in order. The log shows those of events it knows.</summary>
    private async Task<IReadOnlyList<HandlingRecord>> HandlingsAsync(IServiceProvider services)
    {
        await _bench.Log.AppendPublishedAsync(_bench.Sent, default);
        await services.GetRequiredService<DeliveryLogWriter>().FlushAsync(default);
        var logged = await _bench.Log.OfCorrelationAsync(_bench.Sent[0].CorrelationId, unreadable: null, default).ToListAsync();
        return [.. _bench.Sent.DistinctBy(sent => sent.Id).SelectMany(sent => logged.Single(one => one.Event.Id == sent.Id).Handlings)];
    }
}
