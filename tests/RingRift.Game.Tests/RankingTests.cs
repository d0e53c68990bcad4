namespace RingRift.Game.Tests;

public sealed class RankingTests
{
    [Fact]
    public void Should_rank_the_winner_first_and_share_ranks_between_equals()
    {
        var rules = new GameRules(BoardKind.Hex8, 4, 2);
        var state = StateNotation.Parse(rules, "G0w1|1,3,1;1,0,0;1,0,0;1,0,0|S2,2=2|M1,0=3;1,1=4|C0,0=1|");

        Assert.Equal([1, 4, 2, 2], Ranking.Of(state));
    }

    [Fact]
    public void Should_prefer_territory_then_eliminated_rings_then_markers()
    {
        var rules = new GameRules(BoardKind.Square8, 4, 3, swapRule: false);
        var state = StateNotation.Parse(rules, "G0w4|2,0,0;2,1,0;1,0,1;0,5,0|S1,1=4|M2,2=1|C0,0=3|");

        Assert.Equal([4, 3, 2, 1], Ranking.Of(state));
        Assert.Equal(EndKind.RingElimination, GameResult.Of(state).Kind);
    }

    [Fact]
    public void When_the_game_goes_on_should_have_no_result()
    {
        var state = new GameState(GameRules.For(GameConfig.Parse("hex8_2p")));

        Assert.Throws<ArgumentException>(() => GameResult.Of(state));
    }
}
