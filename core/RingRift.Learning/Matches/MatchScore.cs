using RingRift.Learning.Ratings;

namespace RingRift.Learning.Matches;

/// <summary>The sum of a match, from player A's side.</summary>
/// <param name="Players">Seats per game; equal players share 1 / Players each.</param>
/// <param name="Games">Games played.</param>
/// <param name="Wins">Games player A won.</param>
/// <param name="Cut">Games cut off at the ply limit.</param>
/// <param name="Pairs">Pair-aware mean of the pairs' scores with its 95 % interval.</param>
/// <param name="Elo">Rating difference of player A over player B, with the interval's ends.</param>
/// <param name="Superiority">Probability that player A is the stronger one, given the games.</param>
public sealed record MatchScore(int Players, int Games, int Wins, int Cut, ScoreInterval Pairs, EloInterval Elo, double Superiority)
{
    /// <summary>Sums up pairs.</summary>
    /// <param name="players">Seats per game, 2..4.</param>
    /// <param name="pairs">Results of any number of parts of a match, in any order; at least one.</param>
    public static MatchScore Of(int players, IReadOnlyCollection<PairResult> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var games = pairs.SelectMany(pair => pair.Games).ToArray();
        var scores = pairs.Select(pair => pair.Score).ToArray();
        var interval = ScoreIntervals.OfPairs(scores, players);
        return new MatchScore(
            players,
            games.Length,
            games.Count(game => game.End != Game.EndKind.None && game.ScoreOfA > 0.5),
            games.Count(game => game.End == Game.EndKind.None),
            interval,
            Ratings.Elo.OfInterval(interval, players),
            Ratings.Superiority.OfPairs(scores, players));
    }
}
