namespace RingRift.Game.Tests;

public sealed class GameRulesTests
{
    [Theory]
    [InlineData("square8_2p", 18, 18, 33, 4, 3)]
    [InlineData("square8_3p", 18, 24, 22, 3, 3)]
    [InlineData("square8_4p", 18, 30, 17, 3, 3)]
    [InlineData("square19_2p", 72, 72, 181, 4, 4)]
    [InlineData("square19_3p", 72, 96, 121, 4, 4)]
    [InlineData("square19_4p", 72, 120, 91, 4, 4)]
    [InlineData("hex8_2p", 18, 18, 31, 4, 4)]
    [InlineData("hex8_3p", 18, 24, 21, 3, 4)]
    [InlineData("hex8_4p", 18, 30, 16, 3, 4)]
    [InlineData("hexagonal_2p", 96, 96, 235, 4, 4)]
    [InlineData("hexagonal_3p", 96, 128, 157, 4, 4)]
    [InlineData("hexagonal_4p", 96, 160, 118, 4, 4)]
    public void Should_derive_the_constants_of_a_configuration(
        string name, int rings, int elimination, int territory, int line, int baseLine)
    {
        var rules = GameRules.For(GameConfig.Parse(name));

        Assert.Equal(
            (rings, elimination, territory, line, baseLine, 3, true),
            (rules.RingsPerPlayer, rules.EliminationThreshold, rules.TerritoryMinimum, rules.LineLength, rules.BaseLineLength,
                rules.LastPlayerStandingRounds, rules.SwapRule));
    }

    [Theory]
    [InlineData(4, 3, 5)]
    [InlineData(5, 4, 8)]
    [InlineData(5, 2, 5)]
    public void Should_round_the_elimination_threshold(int rings, int players, int threshold) =>
        Assert.Equal(threshold, new GameRules(BoardKind.Hex8, players, rings).EliminationThreshold);

    [Theory]
    [InlineData(1, 18, 3, "players")]
    [InlineData(5, 18, 3, "players")]
    [InlineData(2, 0, 3, "ringsPerPlayer")]
    [InlineData(2, 401, 3, "ringsPerPlayer")]
    [InlineData(2, 18, 0, "lastPlayerStandingRounds")]
    public void When_an_option_is_out_of_range_should_name_it(int players, int rings, int lps, string option)
    {
        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => new GameRules(BoardKind.Square8, players, rings, lps));

        Assert.Equal(option, failure.ParamName);
    }
}
