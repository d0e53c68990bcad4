using System.Globalization;
using RingRift.Game;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;

namespace RingRift.Learning.Players;

/// <summary>
/// Minimax with alpha-beta pruning (Knuth and Moore 1975) on <see cref="HeuristicEvaluation"/>. A ply is a decision, so that a turn may
/// have several; forced moves cost none. With more than two seats all others play against the player (paranoid search, Sturtevant and Korf
/// 2000). Equals are drawn by lot.
/// </summary>
public sealed class AlphaBetaPlayer : IPlayer
{
    private readonly int _depth;
    private readonly HeuristicEvaluation _evaluation = new(new HeuristicWeights());
    private readonly SeededRandom _random = new(0);
    private Level[] _levels = [];

    /// <summary>A player of a depth.</summary>
    /// <param name="depth">Decisions to look ahead, its own included; at least 1.</param>
    public AlphaBetaPlayer(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(depth, 1);
        _depth = depth;
    }

    /// <inheritdoc/>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Baseline.AlphaBeta}-{_depth}");

    /// <inheritdoc/>
    public void Begin(ulong seed) => _random.Reset(seed);

    /// <inheritdoc/>
    public Move Choose(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_levels.Length == 0 || _levels[0].After.Rules != state.Rules)
        {
            _levels = [.. Enumerable.Range(0, _depth).Select(_ => new Level(state.Rules))];
        }

        var level = _levels[0];
        state.LegalMoves(level.Moves);
        if (level.Moves.Count == 1)
        {
            return level.Moves[0];
        }

        Order(level, state, state.SeatToMove, maximises: true, shuffles: true);
        var (best, alpha) = (level.Ordered[0].Move, float.NegativeInfinity);
        for (var i = 0; i < level.Moves.Count; i++)
        {
            var score = After(0, state, level.Ordered[i].Move, state.SeatToMove, alpha, float.PositiveInfinity);
            (best, alpha) = score > alpha ? (level.Ordered[i].Move, score) : (best, alpha);
        }

        return best;
    }

    /// <inheritdoc/>
    public IPlayer ForAnotherGame() => new AlphaBetaPlayer(_depth);

    /// <summary>The score, for the player, of a move made at a level.</summary>
    private float After(int depth, GameState state, Move move, int seat, float alpha, float beta)
    {
        var level = _levels[depth];
        var mine = Play(level, state, move, seat);
        return level.After.IsOver || depth + 1 == _depth
            ? _evaluation.Score(level.After, mine)
            : Search(depth + 1, level.After, mine, alpha, beta);
    }

    private float Search(int depth, GameState state, int seat, float alpha, float beta)
    {
        var level = _levels[depth];
        var maximises = state.SeatToMove == seat;
        state.LegalMoves(level.Moves);
        Order(level, state, seat, maximises, shuffles: false);
        var best = maximises ? float.NegativeInfinity : float.PositiveInfinity;
        for (var i = 0; i < level.Moves.Count && alpha < beta; i++)
        {
            var score = After(depth, state, level.Ordered[i].Move, seat, alpha, beta);
            best = maximises ? Math.Max(best, score) : Math.Min(best, score);
            (alpha, beta) = maximises ? (Math.Max(alpha, best), beta) : (alpha, Math.Min(beta, best));
        }

        return best;
    }

    /// <summary>Puts first what looks best to who is to move, which is what alpha-beta lives on; not where nothing follows.</summary>
    private void Order(Level level, GameState state, int seat, bool maximises, bool shuffles)
    {
        level.Reserve();
        var ordered = level.Ordered.AsSpan(0, level.Moves.Count);
        var isLast = ReferenceEquals(level, _levels[^1]);
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[i] = new Candidate(isLast ? 0 : Look(level, state, level.Moves[i], seat, maximises), i, level.Moves[i]);
        }

        if (shuffles)
        {
            Shuffle(ordered);
        }

        if (!isLast || shuffles)
        {
            ordered.Sort(static (one, other) => (one.Key, one.Order).CompareTo((other.Key, other.Order)));
        }
    }

    private float Look(Level level, GameState state, Move move, int seat, bool maximises)
    {
        var mine = Play(level, state, move, seat);
        var score = _evaluation.Score(level.After, mine);
        return maximises ? -score : score;
    }

    /// <summary>Plays a move and what is forced after it; returns the player's seat then, which the pie rule changes.</summary>
    private static int Play(Level level, GameState state, Move move, int seat)
    {
        level.After.CopyFrom(state);
        level.After.PlayLegal(move);
        ForcedPlies.PlayThrough(level.After, level.Forced);
        return move.Kind == MoveKind.SwapSides ? 3 - seat : seat;
    }

    /// <summary>Gives the moves another order among equals.</summary>
    private void Shuffle(Span<Candidate> moves)
    {
        for (var i = moves.Length - 1; i > 0; i--)
        {
            var other = _random.Next(i + 1);
            (moves[i], moves[other]) = (moves[i] with { Order = moves[other].Order }, moves[other] with { Order = moves[i].Order });
        }
    }

    private readonly record struct Candidate(float Key, int Order, Move Move);

    /// <summary>What one level of the search works with.</summary>
    private sealed class Level(GameRules rules)
    {
        public readonly GameState After = new(rules);
        public readonly MoveList Moves = new();
        public readonly MoveList Forced = new();

        public Candidate[] Ordered { get; private set; } = [];

        public void Reserve()
        {
            if (Ordered.Length < Moves.Count)
            {
                Ordered = new Candidate[2 * Moves.Count];
            }
        }
    }
}
