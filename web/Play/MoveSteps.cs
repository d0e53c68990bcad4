using RingRift.Game;

namespace RingRift.Web.Play;

/// <summary>The cells by which a person names a move, one after the other.</summary>
public static class MoveSteps
{
    /// <summary>For each step the cells that name the move; empty for a move without cells.</summary>
    /// <param name="state">The position before the move.</param>
    /// <param name="move">A legal move of it.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Of(GameState state, Move move)
    {
        ArgumentNullException.ThrowIfNull(state);
        return move.Kind switch
        {
            MoveKind.MoveStack => [[move.From], [move.To]],

            // The stack jumped over does as well as the landing cell, which is then asked for if there are several.
            MoveKind.OvertakingCapture or MoveKind.ContinueCapture => [[move.From], [move.To, move.Target], [move.To]],
            MoveKind.RecoveryLineAll or MoveKind.RecoveryFallback or MoveKind.RecoveryStackStrike =>
                [[move.From], [move.To], [move.Extraction]],
            MoveKind.RecoveryLineMinimum => [[move.From], [move.To]],
            MoveKind.ProcessLine or MoveKind.CollapseLine or MoveKind.CollapseWindow =>
                [[.. Run(state.Board, move.From, move.Axis, move.Count)]],
            MoveKind.ProcessTerritory => [[.. Changes.Of(state, move)]],
            _ when move.From >= 0 => [[move.From]],
            _ => [],
        };
    }

    /// <summary>How many steps a person takes before a move is played that is the only one left.</summary>
    public static int Needed(MoveKind kind) => kind switch
    {
        MoveKind.MoveStack or MoveKind.OvertakingCapture or MoveKind.ContinueCapture => 2,
        >= MoveKind.RecoveryLineAll and <= MoveKind.RecoveryStackStrike => 2,
        _ => 1,
    };

    /// <summary>Neighbouring cells along an axis.</summary>
    /// <param name="board">The board.</param>
    /// <param name="first">The first cell.</param>
    /// <param name="axis">Direction, 0..DirectionCount-1.</param>
    /// <param name="count">How many cells.</param>
    public static IEnumerable<int> Run(Board board, int first, int axis, int count)
    {
        ArgumentNullException.ThrowIfNull(board);
        for (var (cell, index) = (first, 0); index < count; index++)
        {
            yield return cell;
            cell = board.Step(cell, axis);
        }
    }
}
