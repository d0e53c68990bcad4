using RingRift.GpuWorker.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class FinishedGamesTests
{
    [Fact]
    public void Should_hand_out_only_the_unbroken_beginning_of_each_range_and_nothing_twice()
    {
        GameRange[] ranges = [new(0, 4), new(4, 8)];
        var games = new FinishedGames();
        foreach (var number in new[] { 0, 2, 4, 5 })
        {
            games.Add(SelfPlayedSamples.Games[number]);
        }

        var first = games.Unstored(ranges);
        games.MarkStored(first);
        games.Add(SelfPlayedSamples.Games[1]);
        var second = games.Unstored(ranges);

        Assert.Equal([0, 4, 5], first.Select(game => game.Game));
        Assert.Equal([1, 2], second.Select(game => game.Game));
        Assert.Equal(5, games.Count);
    }
}
