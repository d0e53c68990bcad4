namespace RingRift.Game;

/// <summary>
/// Phase T: the seat may process regions one after another (R144). A region falls to it with all that is inside and the markers
/// around it (R145), and costs the cap of a stack, after a recovery a buried ring (R146).
/// </summary>
internal static class Territory
{
    public static void List(Position position, MoveList moves)
    {
        if (position.Turn.TerritoryEliminationOwed)
        {
            ListPayments(position, moves);
            return;
        }

        var found = Regions.Find(position, position.Turn.Seat);
        for (var index = 0; index < found.Count; index++)
        {
            moves.Add(NameOf(position.Board, found[index]));
        }

        moves.Add(Move.Plain(found.Count > 0 ? MoveKind.SkipTerritory : MoveKind.NoTerritory));
    }

    /// <summary>The move that processes a region.</summary>
    public static Move NameOf(Board board, ReadOnlySpan<uint> region)
    {
        var (first, count, fingerprint) = (-1, 0, 0u);
        foreach (var cell in new CellSet(board, region))
        {
            first = count++ == 0 ? cell : first;
            fingerprint ^= Board.CellFingerprint(cell);
        }

        return Move.Territory(first, count, fingerprint);
    }

    public static void Play(Position position, Move move)
    {
        var found = Regions.Find(position, position.Turn.Seat);
        for (var index = 0; index < found.Count; index++)
        {
            if (NameOf(position.Board, found[index]) == move)
            {
                Take(position, found[index]);
                position.Turn.TerritoryEliminationOwed = true;
                return;
            }
        }
    }

    public static void PlayPayment(Position position, Move move)
    {
        if (move.Kind == MoveKind.EliminateForTerritory)
        {
            Eliminations.Cap(position, move.From);
        }
        else
        {
            Eliminations.Buried(position, move.From);
        }

        position.Turn.TerritoryEliminationOwed = false;
        if (!Regions.Any(position, position.Turn.Seat))
        {
            Turns.End(position);
        }
    }

    /// <summary>A seat that has done nothing, has a stack and could do nothing goes on to forced elimination (R100).</summary>
    public static void PlayNone(Position position)
    {
        var seat = position.Turn.Seat;
        if (!position.Turn.Acted && position.Controlled[seat] > 0 && !LastPlayerStanding.HasRealAction(position, seat))
        {
            position.Turn.Phase = Phase.ForcedElimination;
        }
        else
        {
            Turns.End(position);
        }
    }

    private static void ListPayments(Position position, MoveList moves)
    {
        if (!position.Turn.RecoveryMade)
        {
            Eliminations.List(position, moves, MoveKind.EliminateForTerritory);
            return;
        }

        for (var cell = 0; cell < position.Board.CellCount; cell++)
        {
            if (position.HoldsBuried(cell, position.Turn.Seat))
            {
                moves.Add(Move.At(MoveKind.EliminateForRecovery, cell));
            }
        }
    }

    private static void Take(Position position, ReadOnlySpan<uint> region)
    {
        Span<uint> border = stackalloc uint[Board.RowStride];
        FillBorder(position, region, border);
        foreach (var cell in new CellSet(position.Board, region))
        {
            Eliminations.Stack(position, cell);
            position.Collapse(cell, position.Turn.Seat);
        }

        foreach (var cell in new CellSet(position.Board, border))
        {
            position.Collapse(cell, position.Turn.Seat);
        }
    }

    /// <summary>
    /// Markers of any colour that fall with a region: those next to it and, except on the large hexagon, all that hang together with them
    /// by the eight offsets of a square grid (on hex8 too; R145).
    /// </summary>
    private static void FillBorder(Position position, ReadOnlySpan<uint> region, Span<uint> border)
    {
        var board = position.Board;
        var end = Board.RowPadding + board.Size;
        Span<uint> markers = stackalloc uint[Board.RowStride];
        for (var row = Board.RowPadding; row < end; row++)
        {
            markers[row] = position.MarkersInRow(row) & ~region[row];
        }

        for (var row = Board.RowPadding; row < end; row++)
        {
            var beside = (region[row] << 1) | (region[row] >> 1) | region[row - 1] | region[row + 1]
                | Regions.Diagonal(board, region[row - 1], 1) | Regions.Diagonal(board, region[row + 1], -1);
            border[row] = beside & markers[row];
        }

        for (var changed = board.Kind != BoardKind.Hexagonal; changed;)
        {
            changed = false;
            for (var row = Board.RowPadding; row < end; row++)
            {
                var around = border[row - 1] | border[row] | border[row + 1];
                var reached = (around | (around << 1) | (around >> 1)) & markers[row] & ~border[row];
                border[row] |= reached;
                changed |= reached != 0;
            }
        }
    }
}
