using System.ComponentModel.DataAnnotations;
using RingRift.Learning.Randomness;
using RingRift.Learning.Ratings;

namespace RingRift.Learning.Tests.Ratings;

/// <summary>Simulated players of known strength: how often the test errs, and how long it takes.</summary>
public sealed class SequentialTestTests
{
    /// <summary>Part of the openings that decide both of their games by the seat.</summary>
    private const double SeatDecides = 0.3;

    private const int Trials = 600;
    private const int MostPairs = 5000;

    private static readonly SequentialTestOptions Usual = new();

    /// <summary>Three standard errors of a rate of 5 % in so many trials.</summary>
    private static readonly double Margin = 3 * Math.Sqrt(0.05 * 0.95 / Trials);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void When_a_player_is_not_stronger_should_seldom_accept_that_it_is(int players) =>
        Assert.InRange(Run(Usual.Elo0, players).AcceptedH1, 0, Usual.Alpha + Margin);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void When_a_player_is_stronger_should_seldom_refuse_it(int players) =>
        Assert.InRange(Run(Usual.Elo1, players).AcceptedH0, 0, Usual.Beta + Margin);

    [Theory]
    [InlineData(-100)]
    [InlineData(-400)]
    public void When_a_player_is_much_weaker_should_never_accept_it(double elo) => Assert.Equal(0, Run(elo, 2).AcceptedH1);

    /// <summary>The mean length at either hypothesis, by Wald: what has to be gathered over what a pair brings.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    public void Should_take_as_many_pairs_as_theory_expects(double elo)
    {
        var (score0, score1) = (Elo.ToScore(Usual.Elo0), Elo.ToScore(Usual.Elo1));
        var perPair = (score1 - score0) * (score1 - score0) / (2 * Variance(Elo.ToScore(elo)));
        var gathered = (0.95 * Usual.Upper) + (0.05 * Usual.Lower);

        var run = Run(elo, 2);

        Assert.InRange(run.MeanPairs, 0.75 * gathered / perPair, 1.25 * gathered / perPair);
    }

    [Fact]
    public void When_strength_is_far_from_both_should_take_far_fewer_pairs()
    {
        Assert.True(Run(300, 2).MeanPairs < Run(50, 2).MeanPairs / 4);
        Assert.True(Run(-300, 2).MeanPairs < Run(0, 2).MeanPairs / 4);
    }

    [Fact]
    public void When_few_pairs_end_alike_should_not_decide()
    {
        Assert.Equal(0, SequentialTest.Judge(Usual, 2, []).LogLikelihoodRatio, 0.1);
        foreach (var score in new[] { 0.0, 0.5, 1.0 })
        {
            Assert.Equal(SequentialVerdict.Undecided, SequentialTest.Judge(Usual, 2, Enumerable.Repeat(score, 5)).Verdict);
        }

        Assert.Equal(SequentialVerdict.AcceptsH1, SequentialTest.Judge(Usual, 2, Enumerable.Repeat(1.0, 40)).Verdict);
        Assert.Equal(SequentialVerdict.AcceptsH0, SequentialTest.Judge(Usual, 2, Enumerable.Repeat(0.0, 40)).Verdict);
        Assert.Equal(SequentialVerdict.AcceptsH0, SequentialTest.Judge(Usual, 2, Enumerable.Repeat(0.5, 60)).Verdict);
    }

    [Fact]
    public void When_games_are_told_from_the_other_side_should_say_the_opposite()
    {
        var options = new SequentialTestOptions { Elo0 = -20, Elo1 = 20 };
        double[] scores = [1, 0.5, 0.5, 0.25, 1, 0.75, 0.5, 1, 0];

        var (forth, back) = (SequentialTest.Judge(options, 2, scores), SequentialTest.Judge(options, 2, scores.Select(score => 1 - score)));

        Assert.True(forth.LogLikelihoodRatio > 0);
        Assert.Equal(forth.LogLikelihoodRatio, -back.LogLikelihoodRatio, 1e-9);
    }

    [Theory]
    [InlineData(10, 10, 0.05, "Elo1: 10 must be above Elo0, 10.")]
    [InlineData(0, -5, 0.05, "Elo1: -5 must be above Elo0, 0.")]
    [InlineData(0, 5, 0.5, "must sum to less than 1")]
    [InlineData(0, 5, 0.7, "Alpha")]
    public void When_options_contradict_each_other_should_say_which(double elo0, double elo1, double error, string said)
    {
        var options = new SequentialTestOptions { Elo0 = elo0, Elo1 = elo1, Alpha = error, Beta = error };
        var fault = Assert.Throws<ValidationException>(() => Validator.ValidateObject(options, new ValidationContext(options), true));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    private static (double AcceptedH0, double AcceptedH1, double MeanPairs) Run(double elo, int players)
    {
        var (random, score) = (new SeededRandom(17), Elo.ToScore(elo, players));
        var (h0, h1, all) = (0, 0, 0L);
        for (var trial = 0; trial < Trials; trial++)
        {
            var scores = new List<double>();
            SequentialVerdict verdict;
            do
            {
                scores.Add(Pair(random, score, players));
                verdict = SequentialTest.Judge(Usual, players, scores).Verdict;
            }
            while (verdict == SequentialVerdict.Undecided && scores.Count < MostPairs);
            h0 += verdict == SequentialVerdict.AcceptsH0 ? 1 : 0;
            h1 += verdict == SequentialVerdict.AcceptsH1 ? 1 : 0;
            all += scores.Count;
        }

        return ((double)h0 / Trials, (double)h1 / Trials, (double)all / Trials);
    }

    /// <summary>In some openings one seat wins whoever sits there; in the others the games are independent. The mean is the score.</summary>
    private static double Pair(SeededRandom random, double score, int players)
    {
        if (random.NextDouble() < SeatDecides)
        {
            return 1.0 / players;
        }

        var wins = 0;
        for (var game = 0; game < players; game++)
        {
            wins += random.NextDouble() < Open(score, players) ? 1 : 0;
        }

        return (double)wins / players;
    }

    /// <summary>What the games of the other openings must score so that all together have the score.</summary>
    private static double Open(double score, int players) => Math.Max(0, (score - (SeatDecides / players)) / (1 - SeatDecides));

    private static double Variance(double score)
    {
        var open = Open(score, 2);
        return (SeatDecides * (0.5 - score) * (0.5 - score))
            + ((1 - SeatDecides) * ((open * (1 - open) / 2) + ((open - score) * (open - score))));
    }
}
