namespace RingRift.Game;

/// <summary>
/// A turn (R070): the moves of each phase, the move played, and the phase or seat that follows.
/// Placement, movement, capture and its chain, lines, territory, and forced elimination where nothing was done.
/// </summary>
internal static class Turns
{
    /// <summary>Appends the legal moves, each once; none when the game is over.</summary>
    public static void List(Position position, MoveList moves)
    {
        switch (position.Turn.Phase)
        {
            case Phase.Placement: Placement.List(position, moves); break;
            case Phase.Movement: Movement.List(position, moves); break;
            case Phase.Capture: Captures.ListOptional(position, moves); break;
            case Phase.Chain: Captures.List(position, moves, position.Turn.ActiveCell, MoveKind.ContinueCapture); break;
            case Phase.Line: Lines.List(position, moves); break;
            case Phase.Territory: Territory.List(position, moves); break;
            case Phase.ForcedElimination: Eliminations.List(position, moves, MoveKind.ForcedElimination); break;
            default: break;
        }
    }

    /// <summary>Plays a legal move.</summary>
    public static void Play(Position position, Move move)
    {
        ref var turn = ref position.Turn;
        turn.Ply++;
        turn.SwapOpen = turn.SwapOpen && turn.Seat != 2;
        turn.Acted |= IsAction(move.Kind);
        switch (move.Kind)
        {
            case MoveKind.PlaceRing: Placement.Play(position, move); break;
            case MoveKind.SkipPlacement:
            case MoveKind.NoPlacement: EnterMovement(position, -1); break;
            case MoveKind.SwapSides: break;
            case MoveKind.MoveStack: Movement.Play(position, move); break;
            case MoveKind.OvertakingCapture:
            case MoveKind.ContinueCapture: Captures.Play(position, move); break;
            case MoveKind.RecoveryLineAll:
            case MoveKind.RecoveryLineMinimum:
            case MoveKind.RecoveryFallback:
            case MoveKind.RecoveryStackStrike: RecoverySlides.Play(position, move); break;
            case MoveKind.NoMovement:
            case MoveKind.SkipCapture:
            case MoveKind.SkipRecovery: EnterLines(position); break;
            default: PlayAfterMovement(position, move); break;
        }
    }

    /// <summary>Opens phase M, for one stack alone where one is named.</summary>
    public static void EnterMovement(Position position, int activeCell)
    {
        position.Turn.Phase = Phase.Movement;
        position.Turn.ActiveCell = (short)activeCell;
    }

    /// <summary>Opens phase L.</summary>
    public static void EnterLines(Position position)
    {
        position.Turn.Phase = Phase.Line;
        position.Turn.ActiveCell = -1;
    }

    /// <summary>Ends the game, or gives the turn to the next seat with a ring in hand or on the board (R070).</summary>
    public static void End(Position position)
    {
        if (Victory.Decide(position))
        {
            return;
        }

        ref var turn = ref position.Turn;
        int next = turn.Seat;
        do
        {
            next = next == position.Seats ? 1 : next + 1;
        }
        while (next != turn.Seat && !position.OwnsRings(next));

        // A seat that moves twice in a row continues one run of moves, so what it did before still counts (R071).
        turn.Acted &= next == turn.Seat;
        turn.RecoveryMade &= next == turn.Seat;
        turn.Seat = (byte)next;
        turn.Phase = Phase.Placement;
        LastPlayerStanding.Track(position, next);
    }

    private static void PlayAfterMovement(Position position, Move move)
    {
        switch (move.Kind)
        {
            case MoveKind.ProcessLine:
            case MoveKind.CollapseLine:
            case MoveKind.CollapseWindow: Lines.Play(position, move); break;
            case MoveKind.EliminateForLine: Lines.PlayPayment(position, move); break;
            case MoveKind.NoLine: Lines.PlayNone(position); break;
            case MoveKind.ProcessTerritory: Territory.Play(position, move); break;
            case MoveKind.EliminateForTerritory:
            case MoveKind.EliminateForRecovery: Territory.PlayPayment(position, move); break;
            case MoveKind.ForcedElimination: Eliminations.PlayForced(position, move); break;
            default: Territory.PlayNone(position); break;
        }
    }

    /// <summary>Everything counts as an action but declining and stating that nothing can be done (R071).</summary>
    private static bool IsAction(MoveKind kind)
    {
        const uint Passive = (1u << (int)MoveKind.NoPlacement) | (1u << (int)MoveKind.NoMovement) | (1u << (int)MoveKind.NoLine)
            | (1u << (int)MoveKind.NoTerritory) | (1u << (int)MoveKind.SkipPlacement) | (1u << (int)MoveKind.SkipCapture)
            | (1u << (int)MoveKind.SkipTerritory) | (1u << (int)MoveKind.SkipRecovery);
        return (Passive >> (int)kind & 1) == 0;
    }
}
