namespace RingRift.Game;

/// <content>Phase T.</content>
public sealed partial class GameState
{
    private void ListTerritoryPhase(MoveList moves)
    {
        if (_turn.TerritoryEliminationOwed)
        {
            ListTerritoryPayments(moves);
            return;
        }

        var found = FindRegions(_turn.Seat);
        for (var index = 0; index < found.Count; index++)
        {
            moves.Add(NameRegion(found[index]));
        }

        moves.Add(Move.Plain(found.Count > 0 ? MoveKind.SkipTerritory : MoveKind.NoTerritory));
    }

    private void ListTerritoryPayments(MoveList moves)
    {
        if (!_turn.RecoveryMade)
        {
            ListControlled(moves, MoveKind.EliminateForTerritory);
            return;
        }

        for (var cell = 0; cell < Board.CellCount; cell++)
        {
            if (_stacks[cell].Height > 1 && HoldsBuried(cell, _turn.Seat))
            {
                moves.Add(Move.At(MoveKind.EliminateForRecovery, cell));
            }
        }
    }

    private Move NameRegion(ReadOnlySpan<uint> region)
    {
        var (first, count, fingerprint) = (-1, 0, 0u);
        foreach (var cell in new CellSet(Board, region))
        {
            first = count++ == 0 ? cell : first;
            fingerprint ^= Board.CellFingerprint(cell);
        }

        return Move.Territory(first, count, fingerprint);
    }

    private void PlayTerritory(Move move)
    {
        var found = FindRegions(_turn.Seat);
        for (var index = 0; index < found.Count; index++)
        {
            if (NameRegion(found[index]) == move)
            {
                TakeRegion(found[index]);
                _turn.TerritoryEliminationOwed = true;
                return;
            }
        }
    }

    private void TakeRegion(ReadOnlySpan<uint> region)
    {
        Span<uint> border = stackalloc uint[Board.RowStride];
        BorderOf(region, border);
        foreach (var cell in new CellSet(Board, region))
        {
            while (_stacks[cell].Height > 0)
            {
                EliminateTop(cell);
            }

            Collapse(cell, _turn.Seat);
        }

        foreach (var cell in new CellSet(Board, border))
        {
            Collapse(cell, _turn.Seat);
        }
    }

    private void PlayTerritoryPayment(Move move)
    {
        if (move.Kind == MoveKind.EliminateForTerritory)
        {
            EliminateCap(move.From);
        }
        else
        {
            EliminateBuried(move.From);
        }

        _turn.TerritoryEliminationOwed = false;
        if (!HasRegion(_turn.Seat))
        {
            EndTurn();
        }
    }

    private void PlayNoTerritory()
    {
        var seat = _turn.Seat;
        if (!_turn.Acted && _controlled[seat] > 0 && !HasRealAction(seat))
        {
            _turn.Phase = Phase.ForcedElimination;
        }
        else
        {
            EndTurn();
        }
    }
}
