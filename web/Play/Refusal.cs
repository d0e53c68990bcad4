using RingRift.Game;
using RingRift.Web.Boards;

namespace RingRift.Web.Play;

/// <summary>Says which rule forbids what a person wanted to do. The ids are those of <c>docs/rules.md</c>.</summary>
public static class Refusal
{
    /// <summary>Why a cell cannot be chosen.</summary>
    /// <param name="state">The position.</param>
    /// <param name="chosen">The cells that were chosen before.</param>
    /// <param name="cell">The cell, which no legal move names next.</param>
    public static string Explain(GameState state, IReadOnlyList<int> chosen, int cell)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(chosen);
        return state.Phase switch
        {
            Phase.Placement => Placement(state, cell),
            Phase.Movement when IsRecovery(state) => Recovery(state, chosen, cell),
            Phase.Movement when chosen.Count == 0 => Stack(state, cell),
            Phase.Movement or Phase.Capture or Phase.Chain => Way.Explain(state, chosen[0], cell),
            Phase.Line => Line(state, cell),
            Phase.Territory => Territory(state, cell),
            Phase.ForcedElimination => $"{Name(state, cell)} has no cap of yours. Choose a stack that you control; its cap is "
                + "given up (R100).",
            _ => "The game is over.",
        };
    }

    private static bool IsRecovery(GameState state) => state.ActiveCell < 0 && state.StacksOf(state.SeatToMove) == 0;

    private static string Placement(GameState state, int cell) => (state.RingsInHand(state.SeatToMove), state.MarkerOwner(cell)) switch
    {
        (0, _) => "You have no ring in hand, so you cannot place one (R080).",
        _ when state.CollapsedOwner(cell) is > 0 and var owner =>
            $"{Name(state, cell)} is territory of seat {owner}. Nothing can ever stand there (R031).",
        (_, > 0) => $"There is a marker on {Name(state, cell)}. Rings go on empty cells and on stacks (R081).",
        _ => $"A stack on {Name(state, cell)} could neither move nor capture, so nothing may be placed there (R083).",
    };

    private static string Recovery(GameState state, IReadOnlyList<int> chosen, int cell) => chosen.Count switch
    {
        0 when state.MarkerOwner(cell) != state.SeatToMove =>
            $"You control no stack, so you recover: choose one of your markers, not {Name(state, cell)} (R110).",
        0 => $"The marker on {Name(state, cell)} has no slide. If any slide makes a line, only such slides are legal (R112).",
        1 => $"The marker does not slide from {Name(state, chosen[0])} to {Name(state, cell)}. It goes one cell, and if any slide "
            + "makes a line, only such slides are legal (R111, R112).",
        _ => $"No ring of yours is buried on {Name(state, cell)}. Choose a stack that pays for the slide (R113).",
    };

    private static string Stack(GameState state, int cell) => state.Controller(cell) switch
    {
        0 => $"There is no stack on {Name(state, cell)}. Choose one of your stacks first (R090).",
        var owner when owner != state.SeatToMove =>
            $"Seat {owner} has the top ring on {Name(state, cell)} and controls the stack. Choose one of yours (R022).",
        _ => $"The stack on {Name(state, cell)} has {MoveText.Rings(state.StackHeight(cell))}, so it must go "
            + $"{state.StackHeight(cell)} cells or further on a clear line, or capture; it can do neither (R091, R101).",
    };

    private static string Line(GameState state, int cell) => state.LineEliminationOwed
        ? $"A line is paid for with the top ring of a stack that you control; {Name(state, cell)} is none (R123)."
        : $"{Name(state, cell)} is not in a line of yours. A line has {state.Rules.LineLength} or more of your markers in a row (R120).";

    private static string Territory(GameState state, int cell) => (state.TerritoryEliminationOwed, state.RecoveryMade) switch
    {
        (true, true) => $"After a recovery a region is paid for with a buried ring of yours; {Name(state, cell)} has none (R146).",
        (true, false) => $"A region is paid for with the cap of a stack that you control; {Name(state, cell)} is none (R146).",
        _ => $"{Name(state, cell)} is not in a region that you may take. A region is cut off by one colour of markers, a seat has no "
            + "stack inside, and you control a stack outside to pay with (R141, R142, R143).",
    };

    private static string Name(GameState state, int cell) => CellFace.PlaceOf(state.Board, cell);
}
