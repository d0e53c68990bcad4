using RingRift.Game;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;

namespace RingRift.Learning.Players;

/// <summary>
/// Takes the move with the best <see cref="HeuristicEvaluation"/>; equals are drawn by lot. <c>heuristic</c> tries, after a move that
/// leaves the seat to move, every next one too: a placement is judged by the best move it allows. <c>greedy</c> looks at the one move
/// alone. Both know nothing of replies but what is threatened.
/// </summary>
public sealed class HeuristicPlayer : IPlayer
{
    private readonly HeuristicWeights _weights;
    private readonly bool _onePly;
    private readonly HeuristicEvaluation _evaluation;
    private readonly SeededRandom _random = new(0);
    private readonly MoveList _moves = new();
    private readonly MoveList _next = new();
    private readonly MoveList _scratch = new();
    private GameState? _afterFirst;
    private GameState? _afterSecond;

    /// <summary>A player with the given or the usual weights.</summary>
    /// <param name="weights">What counts how much.</param>
    /// <param name="onePly">Whether it looks at the move alone (<c>greedy</c>).</param>
    public HeuristicPlayer(HeuristicWeights? weights = null, bool onePly = false)
    {
        _weights = weights ?? new HeuristicWeights();
        _onePly = onePly;
        _evaluation = new HeuristicEvaluation(_weights);
    }

    /// <inheritdoc/>
    public string Name => _onePly ? Baseline.Greedy : Baseline.Heuristic;

    /// <inheritdoc/>
    public void Begin(ulong seed) => _random.Reset(seed);

    /// <inheritdoc/>
    public Move Choose(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (_afterFirst is null || _afterFirst.Rules != state.Rules)
        {
            _afterFirst = new GameState(state.Rules);
            _afterSecond = new GameState(state.Rules);
        }

        state.LegalMoves(_moves);
        var (best, bestScore, equals) = (_moves[0], float.NegativeInfinity, 0);
        for (var i = 0; _moves.Count > 1 && i < _moves.Count; i++)
        {
            var score = Score(state, _moves[i], _afterFirst, _next, deeper: !_onePly);
            equals = score > bestScore ? 1 : score == bestScore ? equals + 1 : equals;
            if (score > bestScore || (score == bestScore && _random.Next(equals) == 0))
            {
                (best, bestScore) = (_moves[i], score);
            }
        }

        return best;
    }

    /// <inheritdoc/>
    public IPlayer ForAnotherGame() => new HeuristicPlayer(_weights, _onePly);

    private float Score(GameState state, Move move, GameState after, MoveList next, bool deeper)
    {
        // Whoever uses the pie rule plays on as the other seat.
        var seat = move.Kind == MoveKind.SwapSides ? 3 - state.SeatToMove : state.SeatToMove;
        after.CopyFrom(state);
        after.PlayLegal(move);
        ForcedPlies.PlayThrough(after, next);
        if (!deeper || after.IsOver || after.SeatToMove != seat)
        {
            return _evaluation.Score(after, seat);
        }

        var best = float.NegativeInfinity;
        foreach (var second in next.AsSpan())
        {
            best = Math.Max(best, Score(after, second, _afterSecond!, _scratch, deeper: false));
        }

        return best;
    }
}
