using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Log;
using RingRift.GpuWorker.Jobs;
using RingRift.Pipeline.Compliance.Crashes;

namespace RingRift.GpuWorker.Tests.Jobs;

/// <summary>
/// A worker dies before and after every step from taking a message to deleting it; the next worker leaves what an undisturbed one leaves.
/// </summary>
public sealed class JobCrashPointTests
{
    private static readonly string[] Steps =
    [
        "take the message", "load", "commit", "load 2", "read the outbox", "commit 2", "load 3", "commit 3", "load 4", "commit 4", "load 5",
        "read the outbox 2", "log the publishing", "publish", "remove from the outbox", "delete the message", "log the delivery",
    ];

    public static TheoryData<string> Points => [.. CrashScript.Around(Steps)];

    [Fact]
    public async Task Should_take_these_steps_and_no_others()
    {
        var script = new CrashScript();
        await RunAsync(script);
        Assert.Equal(CrashScript.Around(Steps), script.Passed);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task When_the_worker_dies_the_next_should_lead_to_the_same_end(string point) =>
        Assert.Equal(await RunAsync(new CrashScript()), await RunAsync(new CrashScript(point)));

    /// <summary>A job with one checkpoint and one renewal.</summary>
    private static async Task<string> RunAsync(CrashScript script)
    {
        var bench = new WorkerBench();
        var job = new ScriptedJob(async (lease, cancellationToken) =>
        {
            await lease.CheckpointAsync([], 7, cancellationToken);
            await lease.RenewAsync(cancellationToken);
        });
        bench.Send(job.Queue, ScriptedJob.Request);
        await ProcessAsync(bench, script, job);
        if (script.IsDead)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(31));
            await ProcessAsync(bench, new CrashScript(), job);
        }

        var state = await bench.StateAsync("scripted");
        var published = bench.Bus.Published.DistinctBy(said => said.Id).Select(said => said.Type.CatalogueName());
        return $"{state.Status} at {state.CheckpointPosition}, {bench.Queue.Count(job.Queue)} messages, "
            + $"{string.Join(' ', published)}, {state.Failures} failures, {(await bench.DeadAsync()).Count} letters";
    }

    private static async Task ProcessAsync(WorkerBench bench, CrashScript script, IJobKind job)
    {
        await using var process = bench.MortalServices(script, job);
        try
        {
            await process.GetRequiredService<WorkerLoop>().ProcessNextAsync(default);
            await process.GetRequiredService<DeliveryLogWriter>().FlushAsync(default);
        }
        catch (ProcessDiedException)
        {
            Assert.True(script.IsDead);
        }
    }
}
