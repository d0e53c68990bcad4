using RingRift.Game;

namespace RingRift.Learning.Players;

/// <summary>
/// A hand-written evaluation: progress towards the two main wins, then material, then what can be captured. The score of a seat is its own
/// sum less that of its strongest opponent; a finished game is worth <see cref="Win"/> to the winner and minus that to the others.
/// </summary>
/// <param name="weights">What counts how much.</param>
public sealed class HeuristicEvaluation(HeuristicWeights weights)
{
    /// <summary>The score of a won game; no unfinished one comes near.</summary>
    public const float Win = 1000f;

    private readonly float[] _sums = new float[5];

    /// <summary>The score of a position for a seat.</summary>
    /// <param name="state">The position, finished or not.</param>
    /// <param name="seat">Seat, 1..players.</param>
    public float Score(GameState state, int seat)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.IsOver)
        {
            return state.Winner == seat ? Win : -Win;
        }

        AddCounters(state);
        for (var cell = 0; cell < state.Board.CellCount; cell++)
        {
            if (state.Controller(cell) is > 0 and var controller)
            {
                AddStack(state, cell, controller);
            }
            else if (state.MarkerOwner(cell) is > 0 and var owner)
            {
                AddMarker(state, cell, owner);
            }
        }

        var strongest = float.NegativeInfinity;
        for (var other = 1; other <= state.Rules.Players; other++)
        {
            strongest = other == seat ? strongest : Math.Max(strongest, _sums[other]);
        }

        return _sums[seat] - strongest;
    }

    private void AddCounters(GameState state)
    {
        const float UsualThreshold = 18f;
        for (var seat = 1; seat <= state.Rules.Players; seat++)
        {
            var buried = state.RingsOnBoard(seat);
            _sums[seat] = (weights.Eliminated * UsualThreshold * state.Eliminated(seat) / state.Rules.EliminationThreshold)
                + (weights.Territory * state.TerritoryOf(seat) / state.Rules.TerritoryMinimum)
                + (weights.Buried * buried);
        }
    }

    private void AddStack(GameState state, int cell, int controller)
    {
        var cap = state.CapHeight(cell);

        // The rings of the cap were counted as buried with all rings on the board.
        _sums[controller] += weights.Stack + (cap * (weights.CapRing - weights.Buried));
        if (IsThreatened(state, cell, controller, cap))
        {
            _sums[controller] += weights.Threatened;
        }
    }

    private void AddMarker(GameState state, int cell, int owner)
    {
        _sums[owner] += weights.Marker;
        foreach (var axis in state.Board.LineAxes)
        {
            var next = state.Board.Step(cell, axis);
            if (next >= 0 && state.MarkerOwner(next) == owner)
            {
                _sums[owner] += weights.MarkerPair;
            }
        }
    }

    /// <summary>Whether some opponent sees the stack on a free line, has the cap to take it and room to land behind it.</summary>
    private static bool IsThreatened(GameState state, int cell, int controller, int cap)
    {
        var board = state.Board;
        for (var direction = 0; direction < board.DirectionCount; direction++)
        {
            var behind = board.Step(cell, board.Opposite(direction));
            if (behind < 0 || state.StackHeight(behind) > 0 || state.CollapsedOwner(behind) > 0)
            {
                continue;
            }

            var seen = board.Step(cell, direction);
            while (seen >= 0 && state.StackHeight(seen) == 0 && state.CollapsedOwner(seen) == 0)
            {
                seen = board.Step(seen, direction);
            }

            if (seen >= 0 && state.Controller(seen) is > 0 and var attacker && attacker != controller && state.CapHeight(seen) >= cap)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>
/// What <see cref="HeuristicEvaluation"/> counts, in eliminated rings of a game with 18 to eliminate. The values are the best of some
/// twenty tried by random change in hex8_2p matches against search with 48 rollouts.
/// </summary>
public sealed record HeuristicWeights
{
    /// <summary>An eliminated ring credited to the seat, scaled to a threshold of 18.</summary>
    public float Eliminated { get; init; } = 1f;

    /// <summary>All the territory that wins; a part of it counts as that part.</summary>
    public float Territory { get; init; } = 22f;

    /// <summary>A marker of the seat: a line, a border or an elimination to come.</summary>
    public float Marker { get; init; } = 0.65f;

    /// <summary>A stack that the seat controls.</summary>
    public float Stack { get; init; } = 0.55f;

    /// <summary>A ring in a cap of the seat.</summary>
    public float CapRing { get; init; } = 0.05f;

    /// <summary>A ring of the seat under another cap.</summary>
    public float Buried { get; init; } = -0.2f;

    /// <summary>A stack of the seat that an opponent could capture from where it stands.</summary>
    public float Threatened { get; init; } = -0.7f;

    /// <summary>A pair of the seat's markers next to each other on a line axis.</summary>
    public float MarkerPair { get; init; } = 0.15f;
}
