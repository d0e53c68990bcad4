using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Tests.Cascade;

/// <summary>For every delivery of a whole run: without exactly that one, the reconcilers bring the run to the end of a clean run (K12).</summary>
[Trait("Category", "Slow")]
public sealed class When_an_event_is_lost
{
    private static readonly (string, string)[] FailureSettings = [("MaxIterations", "4"), ("MaxFailuresInARow", "3"), ("Quality:MinRows", "10")];
    private static readonly Lazy<Task<(string Outcome, string WithoutWorkers)>> Clean = new(() => OutcomesAsync(_ => { }, []));
    private static readonly Lazy<Task<(string Outcome, string WithoutWorkers)>> Failing = new(() => OutcomesAsync(Fail, FailureSettings));

    public static TheoryData<DataEventType> Consumed => [.. EventCatalogue.All
        .Where(definition => definition.Consumers.Count > 0 && definition.Type is not (DataEventType.TrainingFailed or DataEventType.SelfplayFailed or DataEventType.RegressionCritical or DataEventType.PromotionRolledBack))
        .Select(definition => definition.Type)];

    [Theory]
    [MemberData(nameof(Consumed))]
    public async Task Should_end_as_if_nothing_had_been_lost(DataEventType type)
    {
        var lost = await LoseEachAsync(type, _ => { }, [], Clean);
        Assert.True(lost > 0, $"{type} was never delivered");
    }

    [Theory]
    [InlineData(DataEventType.SelfplayFailed)]
    [InlineData(DataEventType.TrainingFailed)]
    [InlineData(DataEventType.NpzExportComplete)]
    [InlineData(DataEventType.DataSyncTriggered)]
    public async Task Should_end_the_same_where_iterations_fail(DataEventType type)
    {
        var lost = await LoseEachAsync(type, Fail, FailureSettings, Failing);
        Assert.True(lost > 0, $"{type} was never delivered");
    }

    [Fact]
    public async Task Should_send_it_again_under_its_own_id()
    {
        using var harness = new PipelineHarness(("MaxIterations", "1"));
        await harness.StartAsync();
        string? lost = null;
        await harness.RunWithDaemonsAsync(e => e.Type == DataEventType.EvaluationCompleted && Interlocked.CompareExchange(ref lost, e.Id, null) is null);
        Assert.Equal(2, harness.Bus.Published.Count(e => e.Id == lost));
        Assert.Single(harness.Bus.Published.Where(e => e.Type == DataEventType.EvaluationCompleted).Select(e => e.Id).Distinct());
    }

    /// <summary>The first iteration loses its shards, the second its training, the third one shard.</summary>
    private static void Fail(PipelineHarness harness)
    {
        var worker = harness.Get<TestWorker>();
        worker.SelfPlayFault = request => request.Iteration == 1 || request is { Iteration: 3, Shard: 0 } ? "no games" : null;
        worker.TrainingFault = "out of memory";
    }

    private static async Task<int> LoseEachAsync(
        DataEventType type, Action<PipelineHarness> prepare, (string, string)[] settings, Lazy<Task<(string Outcome, string WithoutWorkers)>> clean)
    {
        for (var nth = 0; ; nth++)
        {
            using var harness = new PipelineHarness(settings);
            prepare(harness);
            await harness.StartAsync();
            var seen = 0;
            await harness.RunWithDaemonsAsync(e => e.Type == type && seen++ == nth);
            if (seen <= nth)
            {
                return nth;
            }

            var (outcome, withoutWorkers) = await clean.Value;
            Assert.Empty(await harness.DeadLettersAsync());

            // Who trains is told to people only; nothing waits for it, so nothing sends it again.
            Assert.Equal(
                type == DataEventType.TrainingStarted ? withoutWorkers : outcome,
                await harness.OutcomeAsync(type == DataEventType.TrainingStarted ? WithoutWorker : null));
        }
    }

    private static async Task<(string Outcome, string WithoutWorkers)> OutcomesAsync(Action<PipelineHarness> prepare, (string, string)[] settings)
    {
        using var harness = new PipelineHarness(settings);
        prepare(harness);
        await harness.RunAsync();
        return (await harness.OutcomeAsync(), await harness.OutcomeAsync(WithoutWorker));
    }

    private static IterationState WithoutWorker(IterationState state) => state with
    {
        Training = state.Training is { } training ? training with { Attempt = 0, Worker = null } : null,
        Timeline = [.. state.Timeline.Where(entry => entry.Type != DataEventType.TrainingStarted)],
    };
}
