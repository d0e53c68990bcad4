namespace RingRift.Learning.Matches;

/// <summary>The games of one opening, player A once in every seat.</summary>
/// <param name="Pair">Number of the pair in the match.</param>
/// <param name="Games">One game per seat, player A in seat 1 first.</param>
public sealed record PairResult(int Pair, IReadOnlyList<MatchGame> Games)
{
    /// <summary>Player A's mean share over the games of the pair.</summary>
    public double Score => Games.Average(game => game.ScoreOfA);
}
