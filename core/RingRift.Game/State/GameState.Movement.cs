namespace RingRift.Game;

/// <content>Phase M: sliding stacks.</content>
public sealed partial class GameState
{
    private void ListMovementPhase(MoveList moves)
    {
        if (_turn.ActiveCell >= 0)
        {
            ListStackMoves(moves, _turn.ActiveCell);
            return;
        }

        var seat = _turn.Seat;
        foreach (var cell in CellsOf(ControlPlane + seat))
        {
            ListStackMoves(moves, cell);
        }

        if (CanRecover(seat))
        {
            ListRecoveries(moves, seat);
            moves.Add(Move.Plain(MoveKind.SkipRecovery));
        }
        else if (moves.Count == 0)
        {
            moves.Add(Move.Plain(MoveKind.NoMovement));
        }
    }

    private void ListStackMoves(MoveList moves, int cell)
    {
        ReadOnlySpan<ushort> rays = Board.RayCells;
        ReadOnlySpan<byte> cells = _cells;
        var directions = Board.DirectionCount;
        int height = _stacks[cell].Height;
        var slide = Move.Slide(cell, 0).Bits;

        // A ray holds fewer slides and captures together than the board has columns.
        var room = moves.Reserve(directions * Board.Size);
        var written = 0;
        for (var ray = cell * directions; ray < (cell + 1) * directions; ray++)
        {
            // Landing is at least the height away, so on a shorter ray there is nothing to find.
            if (Board.RayLength[ray] < height)
            {
                continue;
            }

            var start = Board.RayStart[ray];
            var at = start;
            for (; cells[rays[at]] < StackFlag; at++)
            {
                if (at - start + 1 >= height)
                {
                    room[written++] = new Move(slide + ((ulong)rays[at] << Move.ToShift));
                }
            }

            written += WriteCapturesBeyond(room[written..], cell, start, at, MoveKind.OvertakingCapture);
        }

        moves.Commit(written);
    }

    /// <summary>Index in <see cref="Board.RayCells"/> of the first stack, collapsed cell or edge from an index on.</summary>
    private int FirstBlocked(int at)
    {
        while (_cells[Board.RayCells[at]] < StackFlag)
        {
            at++;
        }

        return at;
    }

    private bool AnyStackCanAct(int seat)
    {
        foreach (var cell in CellsOf(ControlPlane + seat))
        {
            if (StackCanAct(cell, _stacks[cell].Height, _stacks[cell].Cap))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a stack of the given height and cap on a cell would have a move or a capture.</summary>
    private bool StackCanAct(int cell, int height, int cap)
    {
        var firstRay = cell * Board.DirectionCount;
        for (var ray = firstRay; ray < firstRay + Board.DirectionCount; ray++)
        {
            if (Board.RayLength[ray] < height)
            {
                continue;
            }

            var start = Board.RayStart[ray];
            var stop = FirstBlocked(start);
            if (stop - start >= height || CanCaptureBeyond(start, stop, height, cap))
            {
                return true;
            }
        }

        return false;
    }

    private void PlaySlide(Move move)
    {
        var (from, to) = (move.From, move.To);
        PassOver(from, to);
        var onMarker = Depart(from, to);
        PutMarker(from, _turn.Seat);
        FinishLanding(to, onMarker, Phase.Capture);
    }

    /// <summary>Moves a stack to its landing cell and tells whether a marker lay there, which is taken away.</summary>
    private bool Depart(int from, int to)
    {
        var onMarker = _cells[to] != 0;
        if (onMarker)
        {
            TakeMarker(to);
        }

        Relocate(from, to);
        return onMarker;
    }

    /// <summary>Markers strictly between two cells of a line: foreign ones become the mover's, own ones collapse.</summary>
    private void PassOver(int from, int to)
    {
        var seat = _turn.Seat;
        var at = Board.RayStart[(from * Board.DirectionCount) + Board.DirectionTo(from, to)];
        for (int cell = Board.RayCells[at]; cell != to; cell = Board.RayCells[++at])
        {
            int owner = _cells[cell];
            if (owner == seat)
            {
                Collapse(cell, seat);
            }
            else if (owner != 0)
            {
                TakeMarker(cell);
                PutMarker(cell, seat);
            }
        }
    }

    /// <summary>Pays for landing on a marker and opens the capture that follows, or else the line phase.</summary>
    private void FinishLanding(int to, bool onMarker, Phase capturePhase)
    {
        if (onMarker)
        {
            EliminateTop(to);
        }

        if (Controller(to) == _turn.Seat && HasCapture(to))
        {
            _turn.Phase = capturePhase;
            _turn.ActiveCell = (short)to;
        }
        else
        {
            EnterLines();
        }
    }

    private void EnterLines()
    {
        _turn.Phase = Phase.Line;
        _turn.ActiveCell = -1;
    }
}
