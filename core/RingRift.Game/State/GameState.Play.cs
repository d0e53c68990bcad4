namespace RingRift.Game;

/// <content>The two doors into the rules: listing the legal moves and playing one.</content>
public sealed partial class GameState
{
    [ThreadStatic]
    private static MoveList? _checkList;

    /// <summary>
    /// Lists every legal move of the position, each once; empty when the game is over. The order depends on the position alone, not
    /// on how it came about.
    /// </summary>
    /// <param name="moves">Receives the moves; what it held is dropped.</param>
    public void LegalMoves(MoveList moves)
    {
        ArgumentNullException.ThrowIfNull(moves);
        moves.Clear();
        switch (_turn.Phase)
        {
            case Phase.Placement: ListPlacementPhase(moves); break;
            case Phase.Movement: ListMovementPhase(moves); break;
            case Phase.Capture: ListCapturePhase(moves); break;
            case Phase.Chain: ListCaptures(moves, _turn.ActiveCell, MoveKind.ContinueCapture); break;
            case Phase.Line: ListLinePhase(moves); break;
            case Phase.Territory: ListTerritoryPhase(moves); break;
            case Phase.ForcedElimination: ListControlled(moves, MoveKind.ForcedElimination); break;
            default: break;
        }
    }

    /// <summary>Plays a move after checking that it is legal.</summary>
    /// <param name="move">The move.</param>
    /// <exception cref="IllegalMoveException">The position does not allow the move; the state is unchanged.</exception>
    public void Play(Move move)
    {
        var legal = _checkList ??= new MoveList();
        LegalMoves(legal);
        if (!legal.Contains(move))
        {
            throw new IllegalMoveException(Describe(move), Phase, RuleOf(legal));
        }

        PlayLegal(move);
    }

    /// <summary>Plays a move that came from <see cref="LegalMoves"/> of this position. Anything else corrupts the state.</summary>
    /// <param name="move">The move.</param>
    public void PlayLegal(Move move)
    {
        _turn.Ply++;
        _turn.SwapOpen = _turn.SwapOpen && _turn.Seat != 2;
        _turn.Acted |= IsAction(move.Kind);
        switch (move.Kind)
        {
            case MoveKind.PlaceRing: PlayPlacement(move); break;
            case MoveKind.SkipPlacement:
            case MoveKind.NoPlacement: EnterMovement(-1); break;
            case MoveKind.SwapSides: break;
            case MoveKind.MoveStack: PlaySlide(move); break;
            case MoveKind.OvertakingCapture:
            case MoveKind.ContinueCapture: PlayCapture(move); break;
            case MoveKind.RecoveryLineAll:
            case MoveKind.RecoveryLineMinimum:
            case MoveKind.RecoveryFallback:
            case MoveKind.RecoveryStackStrike: PlayRecovery(move); break;
            case MoveKind.NoMovement:
            case MoveKind.SkipCapture:
            case MoveKind.SkipRecovery: EnterLines(); break;
            default: PlayAfterMovement(move); break;
        }
    }

    private void PlayAfterMovement(Move move)
    {
        switch (move.Kind)
        {
            case MoveKind.ProcessLine:
            case MoveKind.CollapseLine:
            case MoveKind.CollapseWindow: PlayLine(move); break;
            case MoveKind.EliminateForLine: PlayLinePayment(move); break;
            case MoveKind.NoLine: PlayNoLine(); break;
            case MoveKind.ProcessTerritory: PlayTerritory(move); break;
            case MoveKind.EliminateForTerritory:
            case MoveKind.EliminateForRecovery: PlayTerritoryPayment(move); break;
            case MoveKind.ForcedElimination: EliminateCap(move.From); EndTurn(); break;
            default: PlayNoTerritory(); break;
        }
    }

    /// <summary>Everything counts as an action but declining and stating that nothing can be done.</summary>
    private static bool IsAction(MoveKind kind)
    {
        const uint Passive = (1u << (int)MoveKind.NoPlacement) | (1u << (int)MoveKind.NoMovement) | (1u << (int)MoveKind.NoLine)
            | (1u << (int)MoveKind.NoTerritory) | (1u << (int)MoveKind.SkipPlacement) | (1u << (int)MoveKind.SkipCapture)
            | (1u << (int)MoveKind.SkipTerritory) | (1u << (int)MoveKind.SkipRecovery);
        return (Passive >> (int)kind & 1) == 0;
    }

    private void ListControlled(MoveList moves, MoveKind kind)
    {
        foreach (var cell in CellsOf(ControlPlane + _turn.Seat))
        {
            moves.Add(Move.At(kind, cell));
        }
    }

    private void EliminateCap(int cell)
    {
        for (int cap = _stacks[cell].Cap; cap > 0; cap--)
        {
            EliminateTop(cell);
        }
    }

    /// <summary>Takes the top ring out of the game and credits it to the seat to move.</summary>
    private void EliminateTop(int cell)
    {
        DropTop(cell);
        _eliminated[_turn.Seat]++;
    }
}
