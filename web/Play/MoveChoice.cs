using RingRift.Game;

namespace RingRift.Web.Play;

/// <summary>
/// A person puts a move together by choosing cells: each cell narrows the legal moves, until one is left. Moves without cells, and those
/// that the same cells name, are chosen from a list.
/// </summary>
public sealed class MoveChoice
{
    private const int LongestList = 24;

    private readonly GameState _state;
    private readonly MoveList _moves = new();

    // Needed where a person chooses, and much work where moves are many.
    private readonly Lazy<IReadOnlyList<(Move Move, IReadOnlyList<IReadOnlyList<int>> Steps)>> _legal;
    private readonly int _given;
    private readonly List<int> _cells = [];

    /// <summary>A choice among the legal moves of a position.</summary>
    /// <param name="state">The position; it must not change while the choice is used.</param>
    public MoveChoice(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _state = state;
        state.LegalMoves(_moves);
        _legal = new(() => [.. _moves.AsSpan().ToArray().Select(move => (move, MoveSteps.Of(state, move)))]);

        // Where one stack alone may act, the person need not choose it.
        _given = state.Phase is Phase.Movement or Phase.Capture or Phase.Chain ? state.ActiveCell : -1;
        Clear();
    }

    /// <summary>The cells chosen so far.</summary>
    public IReadOnlyList<int> Cells => _cells;

    /// <summary>The only legal move, where there is no choice.</summary>
    public Move? Forced => _moves.Count == 1 ? _moves[0] : null;

    /// <summary>The cells that can be chosen next.</summary>
    public IReadOnlySet<int> Choosable =>
        Candidates.Where(one => one.Steps.Count > _cells.Count).SelectMany(one => one.Steps[_cells.Count]).ToHashSet();

    /// <summary>The moves to choose from a list: those without cells, and all that are left once they are few.</summary>
    public IReadOnlyList<Move> Listed
    {
        get
        {
            var left = Candidates.ToList();
            var isFew = left.Count <= LongestList && (_cells.Count > (_given >= 0 ? 1 : 0) || _state.Phase > Phase.Chain);
            var plain = _legal.Value.Where(one => one.Steps.Count == 0);
            return [.. plain.Concat(isFew ? left.Where(one => one.Steps.Count > 0) : []).Select(one => one.Move)];
        }
    }

    private IEnumerable<(Move Move, IReadOnlyList<IReadOnlyList<int>> Steps)> Candidates =>
        _legal.Value.Where(one => Fits(one.Steps, _cells));

    /// <summary>Takes a cell.</summary>
    /// <param name="cell">Cell number.</param>
    /// <returns>The move, if it is clear now; or why the cell does not do.</returns>
    public ChoiceResult Choose(int cell)
    {
        if (_cells.Count > 0 && _cells[^1] == cell)
        {
            Clear();
            return default;
        }

        if (Choosable.Contains(cell))
        {
            _cells.Add(cell);
            return new ChoiceResult(Only, null);
        }

        var refusal = Refusal.Explain(_state, _cells, cell);
        if (_given < 0 && _legal.Value.Any(one => Fits(one.Steps, [cell])))
        {
            _cells.Clear();
            _cells.Add(cell);
            return default;
        }

        return new ChoiceResult(null, refusal);
    }

    /// <summary>Forgets the cells chosen so far.</summary>
    public void Clear()
    {
        _cells.Clear();
        if (_given >= 0)
        {
            _cells.Add(_given);
        }
    }

    private Move? Only => Candidates.ToList() is [var one] && _cells.Count >= MoveSteps.Needed(one.Move.Kind) ? one.Move : null;

    private static bool Fits(IReadOnlyList<IReadOnlyList<int>> steps, IReadOnlyList<int> cells) =>
        cells.Count == 0 || (steps.Count >= cells.Count && cells.Select((cell, index) => steps[index].Contains(cell)).All(fits => fits));
}

/// <summary>What came of choosing a cell.</summary>
/// <param name="Move">The move that is clear now.</param>
/// <param name="Refusal">Why the cell does not do.</param>
public readonly record struct ChoiceResult(Move? Move, string? Refusal);
