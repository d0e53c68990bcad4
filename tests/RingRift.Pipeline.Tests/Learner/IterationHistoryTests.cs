using RingRift.Eventing.Events;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Learner;

public sealed class IterationHistoryTests : IDisposable
{
    private readonly PipelineHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task When_an_iteration_goes_on_or_begins_should_show_it_at_once()
    {
        await SaveAsync(Finished(1, "first"), States.SelfPlay(2));
        await ReadAsync();
        await SaveAsync(Finished(2, "second"), States.SelfPlay(3), States.SelfPlay(4));
        Assert.Equal(["first", "second", null, null], (await ReadAsync()).Select(state => state.OutcomeReason));
        Assert.Equal([1, 2, 3, 4], (await ReadAsync()).Select(state => state.Iteration));
    }

    [Fact]
    public async Task When_an_iteration_only_had_games_should_leave_it_out()
    {
        await SaveAsync(Finished(1, "games") with { Outcome = IterationOutcome.Banked, Training = null }, States.SelfPlay(2));
        Assert.Equal(2, Assert.Single(await ReadAsync()).Iteration);
        await SaveAsync(Finished(2, "games") with { Outcome = IterationOutcome.Banked, Training = null }, States.SelfPlay(3));
        Assert.Equal(3, Assert.Single(await ReadAsync()).Iteration);
    }

    [Fact]
    public async Task When_an_iteration_is_over_should_not_read_it_again()
    {
        await SaveAsync(Finished(1, "as it was"), States.SelfPlay(2));
        await ReadAsync();
        await SaveAsync(Finished(1, "changed"));
        Assert.Equal("as it was", (await ReadAsync())[0].OutcomeReason);
    }

    [Fact]
    public async Task When_there_was_none_should_look_for_any()
    {
        Assert.Empty(await ReadAsync());
        await SaveAsync(States.SelfPlay(5));
        Assert.Equal(5, Assert.Single(await ReadAsync()).Iteration);
    }

    private static IterationState Finished(int iteration, string reason) =>
        States.Training() with { Iteration = iteration, Stage = IterationStage.Finished, Outcome = IterationOutcome.Rejected, OutcomeReason = reason };

    private async Task<IReadOnlyList<IterationState>> ReadAsync()
    {
        var learner = await _harness.Get<LearnerStore>().ReadAsync(States.Config, CancellationToken.None);
        return (await _harness.Get<IterationHistory>().ReadAsync(learner, CancellationToken.None)).States;
    }

    private async Task SaveAsync(params IterationState[] states)
    {
        foreach (var state in states)
        {
            await _harness.SaveAsync(state);
        }
    }
}
