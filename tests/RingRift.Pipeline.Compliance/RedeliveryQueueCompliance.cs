using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IRedeliveryQueue"/> has to do.</summary>
public abstract class RedeliveryQueueCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IRedeliveryQueue Queue { get; }

    /// <summary>Takes what waits for the handlers, and for a worker: who gets what.</summary>
    protected abstract Task<IReadOnlyList<Waiting>> TakeAsync();

    [Fact]
    public async Task When_sent_should_wait_for_its_consumer_once()
    {
        await TakeAsync();
        await Queue.SendAsync(Request("PlanTraining") with { LetterId = "PlanTraining.1" }, None);
        await Queue.SendAsync(Request("ExportSamples") with { ReplayId = "replay-1" }, None);
        await Queue.SendAsync(Request(JobQueues.Training) with { LetterId = "training-jobs.1" }, None);

        var waiting = await TakeAsync();

        Assert.Equal(
            ["ExportSamples", "PlanTraining", JobQueues.Training], waiting.Select(one => one.Consumer).Order(StringComparer.Ordinal));
        Assert.Equal("PlanTraining.1", waiting.Single(one => one.Consumer == "PlanTraining").LetterId);
        Assert.Equal("{\"ü\":1}", waiting.Single(one => one.Consumer == "ExportSamples").Body);
        Assert.Equal("{\"ü\":1}", waiting.Single(one => one.Consumer == JobQueues.Training).Body);
        Assert.Empty(await TakeAsync());
    }

    private static RedeliveryRequest Request(string consumer) => new() { Consumer = consumer, Body = "{\"ü\":1}", Reason = "mended" };

    /// <summary>A request as its receiver sees it.</summary>
    /// <param name="Consumer">Who gets it.</param>
    /// <param name="LetterId">Dead letter, where it says so.</param>
    /// <param name="Body">Event, where it carries one.</param>
    public sealed record Waiting(string Consumer, string? LetterId, string? Body);
}
