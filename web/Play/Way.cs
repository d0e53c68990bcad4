using RingRift.Game;
using RingRift.Web.Boards;

namespace RingRift.Web.Play;

/// <summary>Why a stack cannot get from one cell to another.</summary>
internal static class Way
{
    public static string Explain(GameState state, int from, int to)
    {
        if (state.Phase == Phase.Movement && state.ActiveCell >= 0 && state.Controller(to) == state.SeatToMove)
        {
            return $"You have placed on {Name(state, from)}, so only that stack may move or capture in this turn (R080).";
        }

        var direction = state.Board.DirectionTo(from, to);
        return direction < 0
            ? $"{Name(state, to)} is not on a straight line from {Name(state, from)}. Stacks move in "
                + $"{state.Board.DirectionCount} directions (R003)."
            : state.CollapsedOwner(to) > 0
            ? $"{Name(state, to)} is territory. Nothing can stand there or move across it (R031)."
            : First(state, from, to, direction) is var first && first != to
            ? Past(state, from, to, first)
            : state.StackHeight(to) > 0
            ? Onto(state, from, to)
            : Free(state, from, to);
    }

    /// <summary>The first cell on the way that holds a stack or has collapsed, or else the last cell.</summary>
    private static int First(GameState state, int from, int to, int direction)
    {
        var cell = state.Board.Step(from, direction);
        while (cell != to && state.StackHeight(cell) == 0 && state.CollapsedOwner(cell) == 0)
        {
            cell = state.Board.Step(cell, direction);
        }

        return cell;
    }

    private static string Past(GameState state, int from, int to, int first)
    {
        if (state.CollapsedOwner(first) > 0)
        {
            return $"The territory on {Name(state, first)} is in the way, and nothing moves across territory (R091).";
        }

        if (state.CapHeight(first) > state.CapHeight(from))
        {
            return $"The stack on {Name(state, first)} is in the way. Its cap of {state.CapHeight(first)} is higher than yours of "
                + $"{state.CapHeight(from)}, so you cannot capture it (R101).";
        }

        var direction = state.Board.DirectionTo(first, to);
        var second = First(state, first, to, direction);
        return second != to || state.StackHeight(to) > 0
            ? $"A capture jumps over one stack, {Name(state, first)}, and lands before the next stack or territory (R101)."
            : Short(state, from, to);
    }

    private static string Onto(GameState state, int from, int to) => state.CapHeight(to) > state.CapHeight(from)
        ? $"A stack never lands on a stack, and the cap of {state.CapHeight(to)} on {Name(state, to)} is higher than yours of "
            + $"{state.CapHeight(from)}, so you cannot capture it either (R101)."
        : $"A stack never lands on a stack. A capture jumps over {Name(state, to)} to a cell behind it, at least "
            + $"{state.StackHeight(from)} cells from {Name(state, from)}; there is no room for that (R101).";

    private static string Free(GameState state, int from, int to) => state.Phase is Phase.Capture or Phase.Chain
        ? $"There is no stack between {Name(state, from)} and {Name(state, to)}. After a move or a capture the stack "
            + "may only capture (R103)."
        : Short(state, from, to);

    private static string Short(GameState state, int from, int to) =>
        $"{Name(state, to)} is {state.Board.Distance(from, to)} away, and a stack of {MoveText.Rings(state.StackHeight(from))} goes "
        + $"at least {state.StackHeight(from)} cells (R091).";

    private static string Name(GameState state, int cell) => CellFace.PlaceOf(state.Board, cell);
}
