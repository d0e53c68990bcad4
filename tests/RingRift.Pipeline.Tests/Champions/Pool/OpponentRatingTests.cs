using RingRift.Pipeline.Champions.Pool;

namespace RingRift.Pipeline.Tests.Champions.Pool;

public sealed class OpponentRatingTests
{
    private readonly OpponentPoolPolicy _policy = new(new OpponentPoolOptions());
    private readonly OpponentRating _rating = new(new OpponentPoolOptions());

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(0.4, 5)]
    [InlineData(0.6, 5)]
    [InlineData(0.0, 1 / 0.6)]
    [InlineData(1.0, 1 / 0.6)]
    public void Should_prefer_opponents_that_are_beaten_as_often_as_not(double winRate, double priority) =>
        Assert.Equal(priority, _rating.Priority(winRate), 9);

    [Fact]
    public void When_never_met_should_be_even()
    {
        var rated = Assert.Single(_rating.Rate(Pools.Of(1), 4));
        Assert.Equal((0, 0.5, 10), (rated.Games, Math.Round(rated.WinRate, 9), Math.Round(rated.Priority, 6)));
    }

    [Theory]
    [InlineData(1, 1, 0, 0.545455)]
    [InlineData(20, 20, 0, 0.833333)]
    [InlineData(20, 0, 20, 0.5)]
    [InlineData(20, 5, 10, 0.5)]
    [InlineData(1000, 900, 0, 0.896040)]
    public void When_few_games_were_played_should_say_little_and_count_draws_half(int games, int wins, int draws, double winRate)
    {
        var pool = _policy.Count(Pools.Of(1), 3, Pools.Model(9), [Pools.Against(1, games, wins, draws)]);
        Assert.Equal(winRate, Assert.Single(_rating.Rate(pool, 4)).WinRate, 6);
    }

    [Fact]
    public void When_results_are_older_should_weigh_less()
    {
        var pool = _policy.Count(Pools.Of(1), 1, Pools.Model(8), [Pools.Against(1, 20, 0)]);
        pool = _policy.Count(pool, 11, Pools.Model(9), [Pools.Against(1, 20, 20)]);
        var rated = Assert.Single(_rating.Rate(pool, 12));
        var old = 20 * Math.Pow(0.9, 10);
        Assert.Equal(40, rated.Games);
        Assert.Equal((5 + 20) / (10 + 20 + old), rated.WinRate, 9);
    }

    [Fact]
    public void When_results_are_of_this_iteration_or_later_should_not_know_them()
    {
        var pool = _policy.Count(Pools.Of(1), 4, Pools.Model(9), [Pools.Against(1, 20, 20)]);
        Assert.Equal(0, Assert.Single(_rating.Rate(pool, 4)).Games);
    }

    [Theory]
    [InlineData("hex8_3p", 30, 10, 0)]
    [InlineData("hex8_4p", 40, 10, 0)]
    [InlineData("hex8_3p", 30, 0, 30)]
    public void When_more_play_should_call_an_even_share_even(string config, int games, int wins, int draws)
    {
        var pool = Pools.Empty(config) with { Members = Pools.Of(1).Members };
        pool = _policy.Count(pool, 3, Pools.Model(9), [Pools.Against(1, games, wins, draws)]);
        Assert.Equal(0.5, Assert.Single(_rating.Rate(pool, 4)).WinRate, 9);
    }
}
