using RingRift.Eventing.Events;
using RingRift.Game;

namespace RingRift.Pipeline.Tests.Eventing.Events;

public sealed class ConfigNamesTests
{
    [Fact]
    public void Should_be_the_names_of_the_configurations_of_the_game() =>
        Assert.Equal(
            GameConfig.All.Select(config => config.Name).Order(StringComparer.Ordinal), ConfigNames.All.Order(StringComparer.Ordinal));

    [Fact]
    public void Should_find_every_name()
    {
        foreach (var config in GameConfig.All)
        {
            Assert.Equal(config.Name, ConfigNames.Find(config.Name));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("HEX8_2P")]
    [InlineData("hex8_2p ")]
    [InlineData("hex8_5p")]
    public void Should_find_nothing_else(string? text) => Assert.Null(ConfigNames.Find(text));
}
