using RingRift.Eventing.Events;
using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Operations.Reconciliation;

public sealed class StageReconcilerTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task When_a_start_finds_an_iteration_nobody_works_on_should_ask_for_its_jobs_again()
    {
        using var harness = new PipelineHarness();
        await harness.StartAsync();
        var first = harness.Bus.TakeAll();
        harness.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.False((await harness.StartAsync()).Started);
        Assert.Equal(first.Select(e => e.Id), harness.Bus.TakeAll().Select(e => e.Id));
    }

    [Fact]
    public async Task When_several_processes_reconcile_should_send_once()
    {
        using var harness = new PipelineHarness();
        await harness.StartAsync();
        harness.Bus.TakeAll();
        harness.Time.Advance(TimeSpan.FromMinutes(6));
        var state = (await harness.IterationsAsync())[0];
        var sent = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Task.Run(() => harness.Get<StageReconciler>().ReconcileAsync(state, None))));
        Assert.Equal(2, sent.Sum());
        Assert.Equal(2, harness.Bus.TakeAll().Count);
    }

    [Fact]
    public async Task When_one_config_cannot_be_looked_after_should_look_after_the_others_and_say_so()
    {
        using var harness = new PipelineHarness();
        await harness.StartAsync();
        await harness.SaveAsync(States.Training() with { Config = "square8_2p", Iteration = 1, Training = null });
        await harness.SaveAsync(
            States.Training() with { Config = "square8_3p", Iteration = 1, Sent = [States.Cause(States.Shard(States.SelfPlay(), 0))] });
        harness.Bus.TakeAll();
        harness.Time.Advance(TimeSpan.FromMinutes(6));
        var wrong = await Assert.ThrowsAsync<AggregateException>(
            () => harness.Get<StageReconciler>().ReconcileAsync(IterationStage.Training, None));
        Assert.Contains("iteration.square8_2p.000001", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("square8_3p", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_state_is_of_before_states_kept_events_should_take_them_from_the_log()
    {
        using var harness = new PipelineHarness();
        await harness.StartAsync();
        var requests = harness.Bus.TakeAll();
        await harness.Get<IEventLog>().AppendPublishedAsync(requests, None);
        await harness.SaveAsync((await harness.IterationsAsync())[0] with { Sent = [] });
        harness.Time.Advance(TimeSpan.FromMinutes(6));
        await harness.Get<DaemonRunner>().RunDueAsync(None);
        var again = harness.Bus.TakeAll().Where(e => e.Type == DataEventType.SelfplayRequested).Select(e => e.Id);
        Assert.Equal(requests.Select(e => e.Id).Order(), again.Order());
    }

    [Fact]
    public async Task When_an_iteration_is_young_or_nothing_is_open_should_send_nothing()
    {
        using var harness = new PipelineHarness();
        await harness.StartAsync();
        harness.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(0, await harness.Get<StageReconciler>().ReconcileAsync((await harness.IterationsAsync())[0], None));
        await harness.RunToEndAsync();
        harness.Time.Advance(TimeSpan.FromDays(1));
        foreach (var stage in Enum.GetValues<IterationStage>())
        {
            Assert.Equal($"0 iterations at {stage}, 0 events sent again", await harness.Get<StageReconciler>().ReconcileAsync(stage, None));
        }

        Assert.Empty(harness.Get<InMemoryEventBus>().TakeAll());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(21)]
    public async Task When_the_newest_iteration_is_looked_for_should_find_it_however_many_there_are(int count)
    {
        using var harness = new PipelineHarness();
        Assert.Null(await harness.Get<IterationStore>().FindNewestAsync(States.Config, None));
        for (var iteration = 1; iteration <= count; iteration++)
        {
            await harness.SaveAsync(States.SelfPlay(iteration));
        }

        Assert.Equal(count, (await harness.Get<IterationStore>().FindNewestAsync(States.Config, None))!.Iteration);
    }

    [Fact]
    public async Task When_old_iterations_were_taken_away_should_still_find_the_newest()
    {
        using var harness = new PipelineHarness();
        await harness.SaveAsync(States.SelfPlay(4));
        await harness.SaveAsync(States.SelfPlay(5));
        Assert.Equal(5, (await harness.Get<IterationStore>().FindNewestAsync(States.Config, None))!.Iteration);
    }
}
