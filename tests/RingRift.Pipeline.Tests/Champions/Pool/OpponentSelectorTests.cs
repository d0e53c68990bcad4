using RingRift.Learning.Randomness;
using RingRift.Pipeline.Champions.Pool;

namespace RingRift.Pipeline.Tests.Champions.Pool;

public sealed class OpponentSelectorTests
{
    private static readonly RatedOpponent[] Opponents =
    [
        .. new[] { 0.5, 0.6, 0.95, 0.05 }.Select((winRate, number) => new RatedOpponent(
            new PoolMember(Pools.Model(number), number), 10, winRate, new OpponentRating(new OpponentPoolOptions()).Priority(winRate))),
    ];

    [Fact]
    public void Should_share_the_chances_by_priority_and_a_part_evenly()
    {
        var chances = new OpponentSelector(new OpponentPoolOptions()).Chances(Opponents);
        var total = 10 + 5 + (2 / 0.55);
        Assert.Equal(1, chances.Sum(), 9);
        Assert.Equal(0.025 + (0.9 * 10 / total), chances[0], 9);
        Assert.Equal(0.025 + (0.9 / 0.55 / total), chances[3], 9);
        Assert.All(
            new OpponentSelector(new OpponentPoolOptions { Epsilon = 1 }).Chances(Opponents), chance => Assert.Equal(0.25, chance, 9));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Should_draw_as_often_as_the_chances_say(int run)
    {
        const int Draws = 20_000;
        var selector = new OpponentSelector(new OpponentPoolOptions());
        var drawn = Enumerable.Range(1, Draws).GroupBy(
            iteration => selector.Select(Opponents, unchecked((long)SeededRandom.Derive((ulong)run, (ulong)iteration)))!)
            .ToDictionary(group => group.Key, group => group.Count());
        var square = Opponents.Zip(selector.Chances(Opponents)).Sum(
            pair => Math.Pow(drawn[pair.First] - (Draws * pair.Second), 2) / (Draws * pair.Second));
        Assert.True(square < 16.27, $"chi-square {square:F2} with 3 degrees of freedom; 16.27 is passed once in a thousand");
    }

    [Fact]
    public void When_asked_again_should_draw_the_same()
    {
        var selector = new OpponentSelector(new OpponentPoolOptions());
        Assert.All(Enumerable.Range(1, 50), seed => Assert.Same(selector.Select(Opponents, seed), selector.Select(Opponents, seed)));
    }

    [Fact]
    public void When_there_is_nobody_should_draw_nobody() => Assert.Null(new OpponentSelector(new OpponentPoolOptions()).Select([], 1));
}
