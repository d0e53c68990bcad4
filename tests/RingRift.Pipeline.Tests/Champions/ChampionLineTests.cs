using RingRift.Pipeline.Champions;

namespace RingRift.Pipeline.Tests.Champions;

public sealed class ChampionLineTests
{
    [Theory]
    [InlineData("1", "1", "")]
    [InlineData("1 2 3", "3 2 1", "")]
    [InlineData("1 2 3>1", "1", "2by3")]
    [InlineData("1 2 3>1 4", "4 1", "2by3")]
    [InlineData("1 2 3 4>1", "1", "2by4 3by4")]
    [InlineData("1 2 3>1 4 5>1 6", "6 1", "2by3 4by5")]
    [InlineData("1 2 3>1 4>2 5", "5 2 1", "")]
    [InlineData("1 2 3 4>2 5>1", "1", "2by5 3by4")]
    public void Should_know_the_promotions_that_led_to_the_champion_and_which_were_rolled_back(
        string history, string line, string rolledBack)
    {
        var champions = new ChampionLine(Histories.Of(history));
        Assert.Equal(line, string.Join(' ', champions.LineOf(champions.Current!).Select(champion => champion.Generation)));
        Assert.Equal(
            rolledBack,
            string.Join(' ', champions.History.Where(champion => champions.RolledBackBy(champion) is not null)
                .Select(champion => $"{champion.Generation}by{champions.RolledBackBy(champion)}")));
    }

    [Theory]
    [InlineData("1 2 3>1", 2, true)]
    [InlineData("1 2 3>1", 1, false)]
    [InlineData("1 2 3>1 4>2", 4, true)]
    [InlineData("1 2 3>1 4>2", 3, true)]
    public void Should_know_which_promotions_were_ever_undone(string history, int generation, bool undone)
    {
        var champions = new ChampionLine(Histories.Of(history));
        Assert.Equal(undone, champions.WasUndone(champions.Find(generation)!));
    }

    [Fact]
    public void When_nobody_was_champion_should_have_neither_line_nor_champion()
    {
        var champions = new ChampionLine([]);
        Assert.Null(champions.Current);
        Assert.Null(champions.Find(1));
        Assert.Null(champions.Find(Histories.Model(1)));
    }
}
