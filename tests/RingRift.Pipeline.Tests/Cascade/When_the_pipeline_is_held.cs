using RingRift.Eventing.Events;
using RingRift.InMemory;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>Pauses and back-pressure put work off and lose none of it: afterwards the run ends as ever.</summary>
[Trait("Category", "Slow")]
public sealed class When_the_pipeline_is_held
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Lazy<Task<string>> Clean = new(async () =>
    {
        using var harness = new PipelineHarness();
        await harness.RunAsync();
        return await harness.OutcomeAsync();
    });

    [Theory]
    [InlineData("hex8_2p")]
    [InlineData("all")]
    public async Task Should_begin_nothing_until_the_pause_is_over(string scope)
    {
        using var harness = new PipelineHarness();
        await PauseAsync(harness, scope, TimeSpan.FromMinutes(30));
        Assert.False((await harness.StartAsync()).Started);
        await TickAsync(harness, 29);
        Assert.DoesNotContain(harness.Bus.Published, e => e.Type == DataEventType.SelfplayRequested);
        Assert.DoesNotContain(harness.Bus.Published, e => e.Type == DataEventType.ProgressStallDetected);
        await harness.RunWithDaemonsAsync();
        Assert.Equal(await Clean.Value, await harness.OutcomeAsync());
    }

    [Theory]
    [InlineData(DataEventType.NpzExportComplete, DataEventType.TrainingRequested)]
    [InlineData(DataEventType.TrainingCompleted, DataEventType.MatchRequested)]
    [InlineData(DataEventType.PromotionRejected, null)]
    [InlineData(DataEventType.ModelDistributionComplete, null)]
    public async Task Should_ask_for_nothing_further_until_the_pause_is_lifted(DataEventType reached, DataEventType? held)
    {
        using var harness = new PipelineHarness();
        await harness.StartAsync();
        var pump = harness.Pump();
        await pump.DrainAsync(() => harness.Bus.Published.Any(e => e.Type == reached));
        var last = (await harness.IterationsAsync())[^1].Iteration;
        await PauseAsync(harness, "hex8_2p", TimeSpan.FromDays(2));
        await pump.DrainAsync();
        await TickAsync(harness, 90);
        Assert.Equal(last, (await harness.IterationsAsync())[^1].Iteration);
        Assert.DoesNotContain(harness.Bus.Published, e => e.Type == held && e.Subject.EndsWith($"{last:D4}", StringComparison.Ordinal));
        await harness.Get<PipelinePauses>().ResumeAsync("hex8_2p", null, None);
        await harness.RunWithDaemonsAsync();
        Assert.Equal(await Clean.Value, await harness.OutcomeAsync());
    }

    [Fact]
    public async Task Should_begin_no_iteration_under_back_pressure_and_go_on_when_it_is_released()
    {
        using var harness = new PipelineHarness(("BackPressure:MatchActivateAt", "2"), ("BackPressure:MatchReleaseAt", "0"));
        await harness.StartAsync();
        var messages = await FillAsync(harness);
        await harness.Get<QueueWatch>().MeasureAsync(None);
        await harness.Pump().DrainAsync();
        await TickAsync(harness, 20);
        Assert.Equal((1, IterationStage.Finished), ((await harness.IterationsAsync()).Count, (await harness.IterationsAsync())[0].Stage));
        foreach (var message in messages)
        {
            await message.CompleteAsync(None);
        }

        await harness.RunWithDaemonsAsync();
        Assert.Equal(await Clean.Value, await harness.OutcomeAsync());
    }

    [Fact]
    public async Task Should_go_on_when_nobody_measures_the_pressure_any_more()
    {
        using var harness = new PipelineHarness(("BackPressure:MatchActivateAt", "2"), ("BackPressure:MatchReleaseAt", "0"));
        await harness.StartAsync();
        await FillAsync(harness);
        await harness.Get<QueueWatch>().MeasureAsync(None);
        await harness.Pump().DrainAsync();
        harness.Time.Advance(TimeSpan.FromMinutes(2));
        await harness.StartAsync();
        await harness.Pump().DrainAsync();
        Assert.Equal(3, (await harness.StatusAsync()).Iteration);
    }

    private static Task PauseAsync(PipelineHarness harness, string scope, TimeSpan duration) => harness.Get<PipelinePauses>()
        .PauseAsync(scope, new PauseRequest { Owner = "tests", Reason = "upgrade", Duration = duration }, None);

    private static async Task TickAsync(PipelineHarness harness, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            harness.Time.Advance(TimeSpan.FromMinutes(1));
            await harness.Get<DaemonRunner>().RunDueAsync(None);
            await harness.Pump().DrainAsync();
        }
    }

    private static async Task<IReadOnlyList<IJobMessage>> FillAsync(PipelineHarness harness)
    {
        var queue = harness.Get<InMemoryJobQueue>();
        var messages = new List<IJobMessage>();
        for (var i = 0; i < 2; i++)
        {
            queue.SendMalformed(JobQueues.Match, "waits", "no event");
            messages.Add((await queue.ReceiveAsync(JobQueues.Match, TimeSpan.FromDays(1), None))!);
        }

        return messages;
    }
}
