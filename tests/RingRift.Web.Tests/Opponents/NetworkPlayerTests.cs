using RingRift.Game;
using RingRift.Web.Api;
using RingRift.Web.Opponents;
using RingRift.Web.Play;

namespace RingRift.Web.Tests.Opponents;

public sealed class NetworkPlayerTests
{
    [Theory]
    [InlineData("champion-1-2", true)]
    [InlineData("champion-12-100000", true)]
    [InlineData("champion-0-64", false)]
    [InlineData("champion-1-1", false)]
    [InlineData("champion-1-100001", false)]
    [InlineData("champion-01-64", false)]
    [InlineData("champion-1", false)]
    [InlineData("uct-64", false)]
    [InlineData("", false)]
    public void Should_know_names_as_they_are_written(string name, bool known)
    {
        Assert.Equal(known, NetworkPlayer.TryParse(name, out var player));
        Assert.Equal(known ? name : null, player?.ToString());
    }

    [Fact]
    public void Should_offer_the_newest_champion_at_every_level_and_those_before_it_at_one()
    {
        var offered = Seating.ChampionChoices([new ChampionEntry(1, 3, "a", 9), new ChampionEntry(2, 5, "b", 9)]);
        Assert.Equal(
            ["champion-2-16", "champion-2-64", "champion-2-256", "champion-2-1024", "champion-1-64"], offered.Select(choice => choice.Name));
        Assert.All(offered, choice => Assert.Equal(
            ["human", choice.Name], Seating.Parse(GameConfig.Parse("hex8_2p"), $"human,{choice.Name}").Players));
    }

    [Fact]
    public void When_a_thought_is_written_and_read_should_be_the_same()
    {
        var state = new GameState(GameRules.For(GameConfig.Parse("hex8_2p")));
        var thought = Thought.Parse(state, "P:0,0:2 64 0.25 0.75");
        Assert.Equal(("P:0,0:2", 64), (MoveNotation.Format(state, thought.Move), thought.Visits));
        Assert.Equal([0.25f, 0.75f], thought.Values);
        Assert.Empty(Thought.Parse(state, "P:0,0:2").Values);
    }
}
