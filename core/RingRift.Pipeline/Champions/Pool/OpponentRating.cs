using RingRift.Game;
using RingRift.Learning.Ratings;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>Win rates and priorities of a pool: prioritised fictitious self-play (Vinyals et al. 2019; ADR-003).</summary>
public sealed class OpponentRating(OpponentPoolOptions options)
{
    private const double Softening = 0.1;

    /// <summary>Rates all members as they stand before an iteration.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="iteration">The iteration; only earlier results count.</param>
    public IReadOnlyList<RatedOpponent> Rate(OpponentPoolState pool, int iteration)
    {
        ArgumentNullException.ThrowIfNull(pool);
        var players = GameConfig.Parse(pool.Config).Players;
        var results = pool.Results.Where(result => result.Iteration < iteration).ToLookup(
            result => result.Opponent, StringComparer.Ordinal);
        return [.. pool.Members.Select(member => Rate(member, [.. results[member.Model.Sha256]], iteration, players))];
    }

    /// <summary>How instructive an opponent is: most where the win rate is the target, least where the end is certain.</summary>
    /// <param name="winRate">0 to 1.</param>
    public double Priority(double winRate) => 1 / (Math.Abs(winRate - options.TargetWinRate) + Softening);

    private RatedOpponent Rate(PoolMember member, IReadOnlyList<PoolResult> results, int iteration, int players)
    {
        var even = 1.0 / players;
        var (points, games) = (even * options.PriorGames, options.PriorGames);
        foreach (var result in results)
        {
            var weight = Math.Pow(options.Decay, iteration - 1 - result.Iteration);
            points += weight * (result.Wins + (even * result.Draws));
            games += weight * result.Games;
        }

        // As the score that the same difference in strength makes expected between two, so that one target fits all numbers of players.
        var winRate = Elo.ToScore(Elo.OfScore(points / games, players));
        return new RatedOpponent(member, results.Sum(result => result.Games), winRate, Priority(winRate));
    }
}
