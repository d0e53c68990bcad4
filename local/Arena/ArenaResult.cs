using RingRift.Learning.Matches;
using RingRift.Learning.Ratings;

namespace RingRift.Local.Arena;

/// <summary>Where a match stands: all that is said of it follows from its pairs.</summary>
/// <param name="A">Name of player A.</param>
/// <param name="B">Name of player B.</param>
/// <param name="Score">Player A's score, with intervals.</param>
/// <param name="Test">What the sequential test says.</param>
/// <param name="FirstSeat">Share of the seat that moves first, in games of two; null with more seats.</param>
/// <param name="SwapsTaken">Games in which the pie rule was used.</param>
internal sealed record ArenaResult(string A, string B, MatchScore Score, SequentialJudgement Test, double? FirstSeat, int SwapsTaken)
{
    public static ArenaResult Of(string a, string b, ArenaOptions options, IReadOnlyCollection<PairResult> pairs)
    {
        var (players, games) = (options.Config.Players, pairs.SelectMany(pair => pair.Games).ToList());
        return new ArenaResult(
            a,
            b,
            MatchScore.Of(players, pairs),
            SequentialTest.Judge(options.Test, players, pairs.Select(pair => pair.Score)),
            players == 2 ? games.Average(ShareOfFirstSeat) : null,
            games.Count(IsSwapped));
    }

    private static double ShareOfFirstSeat(MatchGame game) =>
        (game.SeatOfA == 1) ^ IsSwapped(game) ? game.ScoreOfA : 1 - game.ScoreOfA;

    private static bool IsSwapped(MatchGame game) => game.Moves.Split(' ').Contains("SW");
}
