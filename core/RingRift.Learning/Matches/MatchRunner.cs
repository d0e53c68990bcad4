using System.Text;
using RingRift.Game;
using RingRift.Learning.Evaluation;
using RingRift.Learning.Players;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Matches;

/// <summary>Plays paired games between two players on the calling thread.</summary>
/// <remarks>
/// Every pair has its own opening, drawn by lot, played once with player A in each seat: the luck of the opening and of the seat cancels. When the pie rule is used
/// the players change seats with it. A pair depends on the match's seed and the pair's number alone.
/// </remarks>
public static class MatchRunner
{
    /// <summary>Plays pairs in order.</summary>
    /// <param name="options">Which pairs.</param>
    /// <param name="a">Player A, who sits in one seat.</param>
    /// <param name="b">Player B, who sits in all others.</param>
    /// <param name="finished">Told every finished pair.</param>
    /// <param name="cancellationToken">Stops between two moves.</param>
    /// <returns>All pairs.</returns>
    /// <exception cref="OperationCanceledException">The match was stopped.</exception>
    public static IReadOnlyList<PairResult> PlayPairs(
        MatchOptions options, IPlayer a, IPlayer b, Action<PairResult>? finished = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        options.Validate();
        var results = new List<PairResult>(options.Pairs);
        for (var pair = options.FirstPair; pair < options.FirstPair + options.Pairs; pair++)
        {
            var seed = SeededRandom.Derive(options.Seed, (ulong)pair);
            var games = Enumerable.Range(1, options.Rules.Players).Select(seat => Play(options, a, b, seat, seed, cancellationToken));
            results.Add(new PairResult(pair, [.. games]));
            finished?.Invoke(results[^1]);
        }

        return results;
    }

    private static MatchGame Play(MatchOptions options, IPlayer a, IPlayer b, int seatOfA, ulong seed, CancellationToken cancellationToken)
    {
        var (state, moves, notation) = (new GameState(options.Rules), new MoveList(), new StringBuilder());
        var opening = new SeededRandom(seed);
        a.Begin(SeededRandom.Derive(seed, (ulong)seatOfA));
        b.Begin(SeededRandom.Derive(seed, (ulong)seatOfA + 16));
        var seat = seatOfA;
        for (var (decisions, mostPlies) = (0, options.EffectiveMaxPlies); !state.IsOver && state.Ply < mostPlies;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            state.LegalMoves(moves);
            var move = moves.Count == 1 ? moves[0]
                : decisions++ < options.OpeningDecisions ? Draw(moves, opening)
                : (state.SeatToMove == seat ? a : b).Choose(state);
            notation.Append(notation.Length == 0 ? string.Empty : " ").Append(MoveNotation.Format(state, move));
            state.Play(move);
            seat = move.Kind == MoveKind.SwapSides ? 3 - seat : seat;
        }

        var shares = new float[options.Rules.Players];
        if (state.IsOver)
        {
            SeatShares.ForWinner(state.Winner, shares);
        }
        else
        {
            SeatShares.ForProgress(state, shares);
        }

        return new MatchGame(seatOfA, shares[seat - 1], state.EndKind, state.Ply, notation.ToString());
    }

    /// <summary>Any move but the pie rule, which is a judgement and no opening.</summary>
    private static Move Draw(MoveList moves, SeededRandom random)
    {
        while (true)
        {
            if (moves[random.Next(moves.Count)] is { Kind: not MoveKind.SwapSides } move)
            {
                return move;
            }
        }
    }
}
