using RingRift.Eventing.Artifacts;
using RingRift.InMemory;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Stages.Promotion;

namespace RingRift.Pipeline.Tests.Stages.Promotion;

public sealed class ChampionSwapTests
{
    private static readonly PromotionVerdict Passed = new(true, "better", new PromotionGate(new PromotionOptions()).Measure(States.Evaluation([1], [1])));
    private readonly FaultInjector _faults = new();
    private readonly InMemoryChampionStore _champions;
    private readonly ChampionSwap _swap;

    public ChampionSwapTests()
    {
        _champions = new InMemoryChampionStore(_faults);
        _swap = new ChampionSwap(_champions);
    }

    [Fact]
    public async Task When_there_is_no_champion_should_become_the_first()
    {
        Assert.True((await _swap.SwapAsync(States.Evaluation([1]), Passed, CancellationToken.None)).Passed);
        var champion = (await _champions.GetAsync(States.Config, CancellationToken.None))!.Champion;
        Assert.Equal((States.Candidate, 2, 1), (champion.Model, champion.Iteration, champion.Generation));
    }

    [Fact]
    public async Task When_it_met_the_champion_should_replace_it()
    {
        await _champions.TrySwapAsync(States.Champion, null, CancellationToken.None);
        Assert.True((await _swap.SwapAsync(States.Evaluation([1], [1]), Passed, CancellationToken.None)).Passed);
        Assert.Equal(2, (await _champions.GetAsync(States.Config, CancellationToken.None))!.Champion.Generation);
    }

    [Fact]
    public async Task When_it_was_swapped_before_a_crash_should_know_itself_again()
    {
        await _swap.SwapAsync(States.Evaluation([1]), Passed, CancellationToken.None);
        Assert.Equal(Passed, await _swap.SwapAsync(States.Evaluation([1]), Passed, CancellationToken.None));
        Assert.Equal(1, (await _champions.GetAsync(States.Config, CancellationToken.None))!.Champion.Generation);
    }

    [Fact]
    public async Task When_it_was_rolled_back_before_it_was_told_should_not_be_promoted_twice()
    {
        await _champions.TrySwapAsync(States.Champion, null, CancellationToken.None);
        await _swap.SwapAsync(States.Evaluation([1], [1]), Passed, CancellationToken.None);
        var pointer = (await _champions.GetAsync(States.Config, CancellationToken.None))!;
        var restored = States.Champion with
        {
            Generation = 3,
            Rollback = new ChampionRollback { Undone = 2, Restored = 1, Iteration = 2, Reason = "asked for" },
        };
        Assert.True(await _champions.TrySwapAsync(restored, pointer.Token, CancellationToken.None));
        Assert.Equal(Passed, await _swap.SwapAsync(States.Evaluation([1], [1]), Passed, CancellationToken.None));
        Assert.Equal(restored, (await _champions.GetAsync(States.Config, CancellationToken.None))!.Champion);
    }

    [Fact]
    public async Task When_the_champion_is_another_than_it_met_should_be_refused()
    {
        var other = States.Champion with { Model = States.Artifact(ArtifactKind.Model, 50), Generation = 2 };
        await _champions.TrySwapAsync(other, null, CancellationToken.None);
        var verdict = await _swap.SwapAsync(States.Evaluation([1], [1]), Passed, CancellationToken.None);
        Assert.False(verdict.Passed);
        Assert.Contains("never met", verdict.Reason, StringComparison.Ordinal);
        Assert.Equal(other, (await _champions.GetAsync(States.Config, CancellationToken.None))!.Champion);
    }

    [Fact]
    public async Task When_a_rival_wins_the_race_for_the_pointer_should_be_refused()
    {
        var rival = States.Champion with { Iteration = 9 };
        var raced = false;
        _faults.Fails = (point, _) =>
        {
            if (point == FaultPoint.BeforeSwap && !raced)
            {
                raced = true;
                Assert.True(_champions.TrySwapAsync(rival, null, CancellationToken.None).IsCompletedSuccessfully);
            }

            return false;
        };
        Assert.False((await _swap.SwapAsync(States.Evaluation([1]), Passed, CancellationToken.None)).Passed);
        Assert.Equal(rival, (await _champions.GetAsync(States.Config, CancellationToken.None))!.Champion);
    }
}
