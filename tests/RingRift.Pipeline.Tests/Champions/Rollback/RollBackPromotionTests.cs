using RingRift.Eventing.Handling;
using RingRift.InMemory;
using RingRift.Pipeline.Champions;

namespace RingRift.Pipeline.Tests.Champions.Rollback;

public sealed class RollBackPromotionTests : IDisposable
{
    private readonly RollbackHarness _harness = new();

    [Fact]
    public async Task When_a_regression_is_critical_should_restore_pointer_and_alias_and_keep_the_history()
    {
        var (first, second) = (await _harness.PromoteAsync(), await _harness.PromoteAsync());
        await _harness.DeliverAsync(RollbackHarness.Critical(second, first));

        var restored = await _harness.CurrentAsync();
        Assert.Equal(
            (first.Model, first.Checkpoint, first.Iteration, 3),
            (restored.Model, restored.Checkpoint, restored.Iteration, restored.Generation));
        Assert.Equal(
            (2, 1, 9, 120.0),
            (restored.Rollback!.Undone, restored.Rollback.Restored, restored.Rollback.Iteration, restored.Rollback.EloDrop));
        Assert.Equal([first, second, restored], await _harness.HistoryAsync());
        Assert.Equal(first.Model.Sha256, _harness.Alias);
        var told = Assert.Single(_harness.Told());
        Assert.Equal(
            (second.Model, first.Model, 3, 2, 1),
            (told.Model, told.Restored, told.Generation, told.UndoneGeneration, told.RestoredGeneration));
    }

    [Fact]
    public async Task When_it_crashes_anywhere_and_comes_again_should_end_as_if_it_had_not()
    {
        var crashes = 0L;
        for (var crash = 1L; crash == 1 || crashes == crash - 1; crash++)
        {
            using var harness = new RollbackHarness();
            var (first, second) = (await harness.PromoteAsync(), await harness.PromoteAsync());
            var (before, at) = (harness.Pipeline.Faults.Passed, crash);
            harness.Pipeline.Faults.Fails = (_, number) => number == before + at && ++crashes > 0;
            await harness.DeliverAsync(RollbackHarness.Critical(second, first));

            Assert.Equal((first.Model, 3), ((await harness.CurrentAsync()).Model, (await harness.CurrentAsync()).Generation));
            Assert.Equal(3, (await harness.HistoryAsync()).Count);
            Assert.Equal(first.Model.Sha256, harness.Alias);
            Assert.Single(harness.Told());
            Assert.Empty(await harness.Pipeline.DeadLettersAsync());
        }

        Assert.True(crashes >= 8, $"only {crashes} points were passed");
    }

    [Theory]
    [InlineData(FaultPoint.BeforeSwap)]
    [InlineData(FaultPoint.AfterSwap)]
    [InlineData(FaultPoint.AfterCommit)]
    [InlineData(FaultPoint.CommitConflict)]
    [InlineData(FaultPoint.AfterPublish)]
    public async Task When_the_regression_is_told_several_times_and_crashes_should_roll_back_once(FaultPoint point)
    {
        var (first, second) = (await _harness.PromoteAsync(), await _harness.PromoteAsync());
        var passings = 0;
        _harness.Pipeline.Faults.Fails = (at, _) => at == point && ++passings % 2 == 1;
        var (one, another) = (RollbackHarness.Critical(second, first, 9), RollbackHarness.Critical(second, first, 10));
        foreach (var cause in new[] { one, another, one, another })
        {
            await _harness.DeliverAsync(cause);
        }

        Assert.True(passings > 0, $"{point} was never passed");
        Assert.Equal(3, (await _harness.CurrentAsync()).Generation);
        Assert.Single(_harness.Told());
    }

    [Fact]
    public async Task When_a_newer_champion_is_there_should_leave_it()
    {
        var (first, second, third) = (await _harness.PromoteAsync(), await _harness.PromoteAsync(), await _harness.PromoteAsync());
        Assert.IsType<HandlerResult.Stale>(await _harness.HandleAsync(RollbackHarness.Critical(second, first)));
        Assert.Equal(third, await _harness.CurrentAsync());
    }

    [Fact]
    public async Task When_a_promotion_wins_the_race_for_the_pointer_should_leave_it()
    {
        var (first, second) = (await _harness.PromoteAsync(), await _harness.PromoteAsync());
        Champion? third = null;
        _harness.Pipeline.Faults.Fails = (point, _) =>
        {
            if (point == FaultPoint.BeforeSwap && third is null)
            {
                third = second;
                third = _harness.PromoteAsync().GetAwaiter().GetResult();
            }

            return false;
        };
        Assert.IsType<HandlerResult.Stale>(await _harness.HandleAsync(RollbackHarness.Critical(second, first)));
        Assert.Equal(third, await _harness.CurrentAsync());
        Assert.Equal(3, third!.Generation);
    }

    [Fact]
    public async Task When_the_stronger_champion_cannot_be_read_should_return_to_the_next_that_can()
    {
        var (first, second, third) = (await _harness.PromoteAsync(), await _harness.PromoteAsync(), await _harness.PromoteAsync());
        _harness.Pipeline.Artifacts.Corrupt(second.Checkpoint, [1]);
        await _harness.DeliverAsync(RollbackHarness.Critical(third, second));
        Assert.Equal((first.Model, 1), ((await _harness.CurrentAsync()).Model, (await _harness.CurrentAsync()).Rollback!.Restored));
    }

    [Fact]
    public async Task When_no_earlier_champion_can_be_read_should_keep_the_champion_and_a_dead_letter()
    {
        var (first, second) = (await _harness.PromoteAsync(), await _harness.PromoteAsync());
        _harness.Pipeline.Artifacts.Corrupt(first.Model, [1]);
        Assert.Contains(
            "generation 1",
            Assert.IsType<HandlerResult.DeadLetter>(await _harness.HandleAsync(RollbackHarness.Critical(second, first))).Reason,
            StringComparison.Ordinal);
        Assert.Equal(second, await _harness.CurrentAsync());
    }

    [Fact]
    public async Task When_switched_off_should_leave_it_to_people()
    {
        using var harness = new RollbackHarness((":Regression:AutomaticRollback", "false"));
        var (first, second) = (await harness.PromoteAsync(), await harness.PromoteAsync());
        Assert.Contains(
            "switched off", Assert.IsType<HandlerResult.Stale>(await harness.HandleAsync(RollbackHarness.Critical(second, first))).Reason,
            StringComparison.Ordinal);
        Assert.Equal(second, await harness.CurrentAsync());
    }

    public void Dispose() => _harness.Dispose();
}
