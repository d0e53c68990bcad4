using RingRift.Game;
using RingRift.Web.Boards;

namespace RingRift.Web.Play;

/// <summary>Moves in plain English.</summary>
public static class MoveText
{
    /// <summary>Says what a move does.</summary>
    /// <param name="state">The position before the move.</param>
    /// <param name="move">A legal move of it.</param>
    public static string Describe(GameState state, Move move)
    {
        ArgumentNullException.ThrowIfNull(state);
        string Place(int cell) => CellFace.PlaceOf(state.Board, cell);
        return move.Kind switch
        {
            MoveKind.PlaceRing => $"place {Rings(move.Count)} on {Place(move.From)}",
            MoveKind.SwapSides => "swap sides: take over the other player's rings",
            MoveKind.MoveStack => $"move from {Place(move.From)} to {Place(move.To)}",
            MoveKind.OvertakingCapture or MoveKind.ContinueCapture =>
                $"capture from {Place(move.From)} over {Place(move.Target)}, landing on {Place(move.To)}",
            >= MoveKind.RecoveryLineAll and <= MoveKind.RecoveryStackStrike => Recovery(state, move, Place),
            MoveKind.ProcessLine or MoveKind.CollapseLine => $"collapse the line of {move.Count} from {Place(move.From)} on and pay a ring",
            MoveKind.CollapseWindow =>
                $"collapse {state.Rules.LineLength} cells of the line, from {Place(Window(state, move))} on, for nothing",
            MoveKind.ProcessTerritory => $"take the region of {move.Count} {(move.Count == 1 ? "cell" : "cells")} with {Place(move.From)}",
            MoveKind.EliminateForLine => $"pay for the line with the top ring of {Place(move.From)}",
            MoveKind.EliminateForTerritory => $"pay for the region with the cap of {Place(move.From)}, {Rings(state.CapHeight(move.From))}",
            MoveKind.EliminateForRecovery => $"pay for the region with a buried ring of {Place(move.From)}",
            MoveKind.ForcedElimination => $"give up the cap of {Place(move.From)}, {Rings(state.CapHeight(move.From))}",
            _ => Plain(move.Kind),
        };
    }

    /// <summary>What the seat to move has to do, as a request.</summary>
    /// <param name="state">The position.</param>
    public static string Ask(GameState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.Phase switch
        {
            Phase.Placement => "Place rings: choose a cell. Or go on without, where that is offered.",
            Phase.Movement when state.ActiveCell >= 0 => "Move or capture with the stack that you have just placed on.",
            Phase.Movement when state.StacksOf(state.SeatToMove) == 0 => "Recover: slide one of your markers, or decline.",
            Phase.Movement => "Move or capture: choose one of your stacks, then where it goes.",
            Phase.Capture => "Capture with the stack that has moved, or stop.",
            Phase.Chain => "Go on capturing with the same stack; it cannot stop.",
            Phase.Line when state.LineEliminationOwed => "Pay for the line: choose a stack that gives its top ring.",
            Phase.Line => "You have a line: choose it.",
            Phase.Territory when state.TerritoryEliminationOwed && state.RecoveryMade =>
                "Pay for the region: choose a stack with a buried ring of yours.",
            Phase.Territory when state.TerritoryEliminationOwed => "Pay for the region: choose a stack that gives its cap.",
            Phase.Territory => "You may take a region: choose it, or stop.",
            Phase.ForcedElimination => "You can do nothing else: choose a stack whose cap you give up.",
            _ => "The game is over.",
        };
    }

    /// <summary>How a game ended, behind "seat 1 wins".</summary>
    public static string Describe(EndKind end) => end switch
    {
        EndKind.RingElimination => "by eliminated rings",
        EndKind.TerritoryControl => "by territory",
        EndKind.EarlyLastPlayerStanding => "as the last player with rings",
        EndKind.LastPlayerStandingRounds => "as the only player who could act",
        EndKind.StalemateTerritory => "at a stalemate, by territory",
        EndKind.StalemateRings => "at a stalemate, by eliminated rings",
        EndKind.StalemateMarkers => "at a stalemate, by markers",
        EndKind.StalemateLastActor => "at a stalemate, as the last to act",
        _ => string.Empty,
    };

    /// <summary>A number of rings in words.</summary>
    public static string Rings(int count) => count == 1 ? "1 ring" : $"{count} rings";

    private static int Window(GameState state, Move move) => MoveSteps.Run(state.Board, move.From, move.Axis, move.Window + 1).Last();

    private static string Recovery(GameState state, Move move, Func<int, string> place)
    {
        var slide = $"slide the marker from {place(move.From)} to {place(move.To)}";
        return move.Kind switch
        {
            MoveKind.RecoveryLineMinimum => $"{slide}, collapse {state.Rules.LineLength} cells from {place(move.Target)} on, for nothing",
            MoveKind.RecoveryLineAll => $"{slide}, collapse the line, pay with a buried ring of {place(move.Extraction)}",
            MoveKind.RecoveryStackStrike => $"{slide} against that stack, pay with a buried ring of {place(move.Extraction)}",
            _ => $"{slide}, pay with a buried ring of {place(move.Extraction)}",
        };
    }

    private static string Plain(MoveKind kind) => kind switch
    {
        MoveKind.SkipPlacement => "place nothing",
        MoveKind.NoPlacement => "no placement is possible",
        MoveKind.NoMovement => "no move is possible",
        MoveKind.SkipCapture => "stop: do not capture",
        MoveKind.SkipRecovery => "do not recover",
        MoveKind.NoLine => "there is no line",
        MoveKind.SkipTerritory => "stop: take no region",
        _ => "there is no region",
    };
}
