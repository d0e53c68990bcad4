using RingRift.Learning.Ratings;

namespace RingRift.Learning.Tests.Ratings;

public sealed class BradleyTerryTests
{
    private static readonly Dictionary<string, double> Pinned = new() { ["random"] = 0 };

    [Fact]
    public void When_two_met_should_be_as_far_apart_as_their_score_says()
    {
        // 750 of 1,000, and the even game that is mixed in.
        var fit = BradleyTerry.Fit([Match("a", "random", 750, 1000)], Pinned);
        Assert.Equal(Elo.OfScore(750.5 / 1001), fit["a"].Elo, 3);
        Assert.Equal((fit["a"].High - fit["a"].Low) / 2, fit["a"].High - fit["a"].Elo, 6);
        Assert.Equal(new EloInterval(0, 0, 0), fit["random"]);
    }

    [Fact]
    public void When_the_sides_of_a_match_are_exchanged_should_be_the_same()
    {
        var (forth, back) = (BradleyTerry.Fit([Match("a", "random", 70, 100)], Pinned), BradleyTerry.Fit([Match("random", "a", 30, 100)], Pinned));
        Assert.Equal(forth["a"].Elo, back["a"].Elo, 6);
        Assert.Equal(forth["a"].High, back["a"].High, 6);
    }

    [Fact]
    public void When_only_others_connect_two_should_be_less_sure_of_them()
    {
        var fit = BradleyTerry.Fit([Match("a", "random", 75, 100), Match("b", "a", 75, 100)], Pinned);
        Assert.Equal(2 * fit["a"].Elo, fit["b"].Elo, 3);
        Assert.Equal(Math.Sqrt(2), Width(fit["b"]) / Width(fit["a"]), 3);
    }

    [Fact]
    public void When_all_games_were_won_should_still_be_finite()
    {
        var fit = BradleyTerry.Fit([Match("a", "random", 400, 400)], Pinned);
        Assert.InRange(fit["a"].Elo, 1000, 1300);
        Assert.True(double.IsFinite(fit["a"].High));
    }

    [Fact]
    public void When_nothing_connects_players_with_a_pinned_one_should_leave_them_out() =>
        Assert.Equal(["a", "random"], BradleyTerry.Fit([Match("a", "random", 5, 10), Match("c", "d", 5, 10)], Pinned).Keys.Order());

    [Fact]
    public void When_four_play_should_take_a_quarter_for_even()
    {
        var fit = BradleyTerry.Fit([Match("even", "random", 250, 1000), Match("half", "random", 500, 1000)], Pinned, players: 4);
        Assert.Equal(0, fit["even"].Elo, 6);
        Assert.Equal(Elo.OfScore(0.5, players: 4), fit["half"].Elo, 0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void When_strengths_are_known_should_hold_them_in_its_intervals(int players)
    {
        double[] strengths = [0, 60, 130, 250, 420, 500];
        var random = new Random(5);
        var held = 0;
        const int Tries = 200;
        for (var round = 0; round < Tries; round++)
        {
            var matches = new List<RatedMatch>();
            for (var a = 1; a < strengths.Length; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    var chance = Elo.ToScore(strengths[a] - strengths[b], players);
                    matches.Add(Match($"p{a}", b == 0 ? "random" : $"p{b}", Enumerable.Range(0, 40).Count(_ => random.NextDouble() < chance), 40));
                }
            }

            var fit = BradleyTerry.Fit(matches, Pinned, players);
            held += Enumerable.Range(1, strengths.Length - 1).Count(one => fit[$"p{one}"].Low <= strengths[one] && strengths[one] <= fit[$"p{one}"].High);
        }

        // 95 of 100, but for chance: the five of a round are not independent.
        Assert.InRange((double)held / (Tries * (strengths.Length - 1)), 0.92, 0.98);
    }

    private static RatedMatch Match(string player, string opponent, double won, double games) =>
        new(player, opponent, ScoreIntervals.Wilson(won, games));

    private static double Width(EloInterval interval) => interval.High - interval.Low;
}
