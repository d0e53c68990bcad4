using RingRift.Game;
using RingRift.Learning.Players;

namespace RingRift.Learning.Matches;

/// <summary>
/// Plays paired games between two players on the calling thread, many in lockstep so that networks evaluate a leaf of each in one batch.
/// </summary>
/// <remarks>
/// Every pair has its own opening, drawn by lot, played once with player A in each seat: the luck of the opening and of the seat cancels.
/// When the pie rule is used the players change seats with it. A pair depends on the match's seed and the pair's number alone, and by
/// rounding on the batches its leaves were in.
/// </remarks>
public static class MatchRunner
{
    /// <summary>Plays pairs.</summary>
    /// <param name="options">Which pairs.</param>
    /// <param name="a">Player A, who sits in one seat; each game in progress has its own (<see cref="IPlayer.ForAnotherGame"/>).</param>
    /// <param name="b">Player B, who sits in all others; likewise.</param>
    /// <param name="finished">Told every finished pair, in the order in which they finish.</param>
    /// <param name="cancellationToken">Stops between two moves.</param>
    /// <returns>All pairs, in order.</returns>
    /// <exception cref="OperationCanceledException">The match was stopped.</exception>
    public static IReadOnlyList<PairResult> PlayPairs(
        MatchOptions options, IPlayer a, IPlayer b, Action<PairResult>? finished = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        options.Validate();
        return new MatchTables(options, a, b, finished).Play(cancellationToken);
    }
}

/// <summary>The games of one opening, player A once in every seat.</summary>
/// <param name="Pair">Number of the pair in the match.</param>
/// <param name="Games">One game per seat, player A in seat 1 first.</param>
public sealed record PairResult(int Pair, IReadOnlyList<MatchGame> Games)
{
    /// <summary>Player A's mean share over the games of the pair.</summary>
    public double Score => Games.Average(game => game.ScoreOfA);
}

/// <summary>One game of a match.</summary>
/// <param name="SeatOfA">Seat in which player A began; the other seats are player B's.</param>
/// <param name="ScoreOfA">Player A's share: 1 won, 0 lost, between for a game that was cut off.</param>
/// <param name="End">How it ended; None for a game that was cut off.</param>
/// <param name="Plies">Moves played.</param>
/// <param name="Moves">All moves in canonical notation, separated by single blanks: anyone can replay the score.</param>
public sealed record MatchGame(int SeatOfA, double ScoreOfA, EndKind End, int Plies, string Moves);
