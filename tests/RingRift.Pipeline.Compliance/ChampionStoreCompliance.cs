using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Champions;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IChampionStore"/> has to do.</summary>
public abstract class ChampionStoreCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _config = Sample.Unique("config");

    protected abstract IChampionStore Store { get; }

    [Fact]
    public async Task When_nobody_was_promoted_should_have_no_champion()
    {
        Assert.Null(await Store.GetAsync(_config, None));
        Assert.Empty(await HistoryAsync());
    }

    [Fact]
    public async Task When_swapped_should_hold_the_new_champion()
    {
        Assert.True(await Store.TrySwapAsync(Champion(1), null, None));
        var first = await Store.GetAsync(_config, None);
        Assert.Equal(Champion(1), first!.Champion);
        Assert.True(await Store.TrySwapAsync(Champion(2), first.Token, None));
        Assert.Equal(Champion(2), (await Store.GetAsync(_config, None))!.Champion);
        Assert.Equal([Champion(1), Champion(2)], await HistoryAsync());
    }

    [Fact]
    public async Task When_another_came_first_should_refuse_the_swap()
    {
        Assert.True(await Store.TrySwapAsync(Champion(1), null, None));
        var token = (await Store.GetAsync(_config, None))!.Token;
        Assert.False(await Store.TrySwapAsync(Champion(2), null, None));
        Assert.True(await Store.TrySwapAsync(Champion(2), token, None));
        Assert.False(await Store.TrySwapAsync(Champion(3), token, None));
        Assert.Equal(Champion(2), (await Store.GetAsync(_config, None))!.Champion);
        Assert.Equal([Champion(1), Champion(2)], await HistoryAsync());
    }

    [Fact]
    public async Task When_rolled_back_should_hold_the_earlier_champion_and_keep_what_was_undone()
    {
        await SwapAsync(Champion(1));
        await SwapAsync(Champion(2));
        var restored = Champion(1) with
        {
            Generation = 3,
            Rollback = new ChampionRollback
            {
                Undone = 2,
                Restored = 1,
                Iteration = 5,
                Reason = "weaker, \"much\"",
                Severity = RegressionSeverity.Critical,
                EloDrop = 82.5,
                Cause = "event-1",
            },
        };
        await SwapAsync(restored);
        await SwapAsync(Champion(4));
        Assert.Equal(Champion(4), (await Store.GetAsync(_config, None))!.Champion);
        Assert.Equal([Champion(1), Champion(2), restored, Champion(4)], await HistoryAsync());
    }

    [Fact]
    public async Task When_a_promotion_and_a_rollback_race_should_let_one_win()
    {
        await SwapAsync(Champion(1));
        await SwapAsync(Champion(2));
        var token = (await Store.GetAsync(_config, None))!.Token;
        var rollback = Champion(1) with
        {
            Generation = 3,
            Rollback = new ChampionRollback { Undone = 2, Restored = 1, Iteration = 3, Reason = "weaker" },
        };
        var swaps = await Task.WhenAll(Store.TrySwapAsync(Champion(3), token, None), Store.TrySwapAsync(rollback, token, None));
        Assert.Single(swaps, true);
        Assert.Equal(3, (await HistoryAsync()).Count);
    }

    [Fact]
    public async Task When_many_race_should_let_one_win()
    {
        var swaps = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => Store.TrySwapAsync(Champion(i), null, None)));
        Assert.Single(swaps, true);
        Assert.Single(await HistoryAsync());
    }

    [Fact]
    public async Task When_configs_differ_should_keep_their_champions_apart()
    {
        await Store.TrySwapAsync(Champion(1), null, None);
        Assert.Null(await Store.GetAsync(Sample.Unique("other"), None));
    }

    private async Task SwapAsync(Champion champion) =>
        Assert.True(await Store.TrySwapAsync(champion, (await Store.GetAsync(_config, None))?.Token, None));

    private Champion Champion(int iteration) => new(
        _config, Sample.Artifact((char)('a' + (iteration % 6))), Sample.Artifact('f', ArtifactKind.Checkpoint), iteration, iteration);

    private async Task<List<Champion>> HistoryAsync()
    {
        var history = new List<Champion>();
        await foreach (var champion in Store.HistoryAsync(_config, None))
        {
            history.Add(champion);
        }

        return history;
    }
}
