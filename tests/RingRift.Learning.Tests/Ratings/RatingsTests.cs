using RingRift.Learning.Ratings;

namespace RingRift.Learning.Tests.Ratings;

public sealed class RatingsTests
{
    [Theory]
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(10, 10, 0.7225, 1.0)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(81, 263, 0.2553, 0.3662)] // Newcombe 1998, table I, method 3
    [InlineData(15, 148, 0.0624, 0.1605)] // Newcombe 1998, table I, method 3
    [InlineData(1, 29, 0.0061, 0.1718)] // Newcombe 1998, table I, method 3
    public void Should_give_the_Wilson_interval(double successes, double trials, double low, double high)
    {
        var interval = ScoreIntervals.Wilson(successes, trials);

        Assert.Equal(low, interval.Low, 0.0001);
        Assert.Equal(high, interval.High, 0.0001);
        Assert.Equal(successes / trials, interval.Score, 1e-12);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 10)]
    [InlineData(81, 263)]
    [InlineData(20.5, 33.3)]
    public void Should_give_the_trials_behind_an_interval(double successes, double trials) =>
        Assert.Equal(trials, ScoreIntervals.TrialsOf(ScoreIntervals.Wilson(successes, trials)), 1e-6);

    [Fact]
    public void When_an_interval_has_no_width_should_refuse() =>
        Assert.Throws<ArgumentException>(() => ScoreIntervals.TrialsOf(new ScoreInterval(0.5, 0.5, 0.5)));

    [Theory]
    [InlineData(5, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void When_successes_do_not_fit_the_trials_should_refuse(double successes, double trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreIntervals.Wilson(successes, trials));

    [Fact]
    public void When_pairs_split_evenly_should_be_narrower_than_single_games()
    {
        var split = Enumerable.Repeat(0.5, 50).ToArray();
        var same = Enumerable.Range(0, 50).Select(i => (double)(i % 2)).ToArray();

        var (narrow, wide) = (ScoreIntervals.OfPairs(split, 2), ScoreIntervals.OfPairs(same, 2));
        var games = ScoreIntervals.Wilson(50, 100);

        Assert.Equal(0.5, narrow.Score, 1e-12);
        Assert.Equal(games.High - games.Low, narrow.High - narrow.Low, 1e-9);
        Assert.True(wide.High - wide.Low > 1.3 * (games.High - games.Low));
    }

    [Fact]
    public void When_all_pairs_are_won_should_stay_unsure()
    {
        var interval = ScoreIntervals.OfPairs(Enumerable.Repeat(1.0, 20).ToArray(), 2);

        Assert.Equal(1, interval.Score, 1e-12);
        Assert.InRange(interval.Low, 0.85, 0.95);
        Assert.InRange(ScoreIntervals.OfPairs([1.0], 2).Low, 0.2, 0.5);
    }

    [Fact]
    public void Should_cover_the_truth_about_as_often_as_it_says()
    {
        var random = new RingRift.Learning.Randomness.SeededRandom(8);
        const int Matches = 2000;
        var covered = 0;
        for (var match = 0; match < Matches; match++)
        {
            // The opening decides a third of the pairs for one side or the other; the rest are two games won with probability 0.7.
            var pairs = Enumerable.Range(0, 40).Select(_ =>
                random.NextDouble() < 1.0 / 3
                    ? random.Next(2)
                    : ((random.NextDouble() < 0.7 ? 1 : 0) + (random.NextDouble() < 0.7 ? 1 : 0)) / 2.0).ToArray();
            var truth = (0.5 / 3) + (0.7 * 2 / 3);
            var interval = ScoreIntervals.OfPairs(pairs, 2);
            covered += truth >= interval.Low && truth <= interval.High ? 1 : 0;
        }

        Assert.InRange(covered / (double)Matches, 0.93, 0.98);
    }

    [Theory]
    [InlineData(0.5, 2, 0)]
    [InlineData(0.75, 2, 190.85)]
    [InlineData(10.0 / 11, 2, 400)]
    [InlineData(1.0 / 3, 3, 0)]
    [InlineData(0.25, 4, 0)]
    [InlineData(0.5, 3, 120.41)]
    public void Should_turn_scores_into_Elo_and_back(double score, int players, double elo)
    {
        Assert.Equal(elo, Elo.OfScore(score, players), 0.01);
        Assert.Equal(score, Elo.ToScore(elo, players), 1e-4);
    }

    [Fact]
    public void When_a_score_is_all_or_nothing_should_be_infinite()
    {
        Assert.Equal(double.PositiveInfinity, Elo.OfScore(1));
        Assert.Equal(double.NegativeInfinity, Elo.OfScore(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elo.OfScore(1.1));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(2, 0.97725)]
    [InlineData(-2, 0.02275)]
    public void Should_give_the_normal_distribution(double z, double expected) => Assert.Equal(expected, Superiority.Normal(z), 1e-4);

    [Fact]
    public void Should_judge_superiority_by_the_spread_between_pairs()
    {
        Assert.Equal(0.5, Superiority.OfPairs([0.0, 1.0], 2), 1e-6);
        Assert.True(Superiority.OfPairs([.. Enumerable.Repeat(0.75, 20)], 2) > 0.999);
        Assert.Equal(0.5, Superiority.OfPairs([1.0 / 3], 3), 1e-6);
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447)]
    [InlineData(-1.959964, 0.025)]
    [InlineData(4, 0.9999683)]
    public void Should_know_the_normal_distribution(double z, double expected) => Assert.Equal(expected, Superiority.Normal(z), 2e-7);
}
