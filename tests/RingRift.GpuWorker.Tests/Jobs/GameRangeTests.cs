using RingRift.GpuWorker.Jobs;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class GameRangeTests
{
    [Fact]
    public void Should_share_a_whole_job_among_the_threads() =>
        Assert.Equal([new GameRange(0, 5), new GameRange(5, 10)], GameRange.Missing(10, new HashSet<int>(), parts: 2));

    [Fact]
    public void Should_leave_out_what_is_done() =>
        Assert.Equal([new GameRange(2, 5), new GameRange(6, 10)], GameRange.Missing(10, new HashSet<int> { 0, 1, 5 }, parts: 2));

    [Fact]
    public void Should_find_nothing_in_a_finished_job() => Assert.Empty(GameRange.Missing(3, new HashSet<int> { 0, 1, 2 }, parts: 4));

    [Theory]
    [InlineData(1, 8)]
    [InlineData(3, 8)]
    [InlineData(17, 5)]
    public void Should_cover_every_missing_game_once(int games, int parts)
    {
        var done = new HashSet<int> { games / 2 };
        var covered = GameRange.Missing(games, done, parts).SelectMany(range => Enumerable.Range(range.First, range.Count)).ToList();

        Assert.Equal(Enumerable.Range(0, games).Except(done), covered);
    }
}
