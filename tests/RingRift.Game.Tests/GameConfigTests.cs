namespace RingRift.Game.Tests;

public sealed class GameConfigTests
{
    [Fact]
    public void Should_list_twelve_configurations_that_parse_to_themselves()
    {
        Assert.Equal(12, GameConfig.All.Count);
        Assert.All(GameConfig.All, config => Assert.Equal(config, GameConfig.Parse(config.Name)));
        Assert.Equal("hex8_2p", new GameConfig(BoardKind.Hex8, 2).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hex8")]
    [InlineData("Hex8_2p")]
    [InlineData("hex8_5p")]
    [InlineData("hex8_2p ")]
    public void When_the_name_is_unknown_should_name_it_and_the_accepted_ones(string name)
    {
        var failure = Assert.Throws<GameConfigFormatException>(() => GameConfig.Parse(name));

        Assert.Equal(name, failure.Value);
        Assert.Contains($"'{name}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("square8_2p", failure.Message, StringComparison.Ordinal);
        Assert.Contains("hexagonal_4p", failure.Message, StringComparison.Ordinal);
        Assert.False(GameConfig.TryParse(name, out _));
    }
}
