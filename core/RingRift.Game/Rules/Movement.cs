namespace RingRift.Game;

/// <summary>
/// Phase M: a stack slides at least its height along a clear line (R090, R091) over markers, which flip or collapse
/// (R092). A seat that has placed moves that stack; nobody may decline while a stack can move.
/// </summary>
internal static class Movement
{
    /// <summary>Slides and captures; recovery slides for a seat without stacks.</summary>
    public static void List(Position position, MoveList moves)
    {
        if (position.Turn.ActiveCell >= 0)
        {
            ListStack(position, moves, position.Turn.ActiveCell);
            return;
        }

        var seat = position.Turn.Seat;
        foreach (var cell in position.CellsOf(Position.ControlPlane + seat))
        {
            ListStack(position, moves, cell);
        }

        if (RecoverySlides.IsEligible(position, seat))
        {
            RecoverySlides.List(position, moves, seat);
            moves.Add(Move.Plain(MoveKind.SkipRecovery));
        }
        else if (moves.Count == 0)
        {
            moves.Add(Move.Plain(MoveKind.NoMovement));
        }
    }

    private static void ListStack(Position position, MoveList moves, int cell)
    {
        var board = position.Board;
        ReadOnlySpan<ushort> rays = board.RayCells;
        ReadOnlySpan<byte> cells = position.Cells;
        var directions = board.DirectionCount;
        int height = position.Stacks[cell].Height;
        var slide = Move.Slide(cell, 0).Bits;

        // A ray holds fewer slides and captures together than the board has columns.
        var room = moves.Reserve(directions * board.Size);
        var written = 0;
        for (var ray = cell * directions; ray < (cell + 1) * directions; ray++)
        {
            // Landing is at least the height away, so on a shorter ray there is nothing to find.
            if (board.RayLength[ray] < height)
            {
                continue;
            }

            var start = board.RayStart[ray];
            var at = start;
            for (; cells[rays[at]] < Position.StackFlag; at++)
            {
                if (at - start + 1 >= height)
                {
                    room[written++] = new Move(slide + ((ulong)rays[at] << Move.ToShift));
                }
            }

            written += Captures.WriteBeyond(position, room[written..], cell, start, at, MoveKind.OvertakingCapture);
        }

        moves.Commit(written);
    }

    /// <summary>Index in <see cref="Board.RayCells"/> of the first stack, collapsed cell or edge from an index on.</summary>
    public static int FirstBlocked(Position position, int at)
    {
        while (position.Cells[position.Board.RayCells[at]] < Position.StackFlag)
        {
            at++;
        }

        return at;
    }

    /// <summary>Whether a seat has a move or a capture.</summary>
    public static bool IsPossible(Position position, int seat)
    {
        foreach (var cell in position.CellsOf(Position.ControlPlane + seat))
        {
            if (IsPossible(position, cell, position.Stacks[cell].Height, position.Stacks[cell].Cap))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a stack of the given height and cap on a cell would have a move or a capture.</summary>
    public static bool IsPossible(Position position, int cell, int height, int cap)
    {
        var board = position.Board;
        var firstRay = cell * board.DirectionCount;
        for (var ray = firstRay; ray < firstRay + board.DirectionCount; ray++)
        {
            if (board.RayLength[ray] < height)
            {
                continue;
            }

            var start = board.RayStart[ray];
            var stop = FirstBlocked(position, start);
            if (stop - start >= height || Captures.IsPossibleBeyond(position, start, stop, height, cap))
            {
                return true;
            }
        }

        return false;
    }

    public static void Play(Position position, Move move)
    {
        var (from, to) = (move.From, move.To);
        PassOver(position, from, to);
        var onMarker = Depart(position, from, to);
        position.PutMarker(from, position.Turn.Seat);
        Land(position, to, onMarker, Phase.Capture);
    }

    /// <summary>Moves a stack to its landing cell and tells whether a marker lay there, which is taken away.</summary>
    public static bool Depart(Position position, int from, int to)
    {
        var onMarker = position.Cells[to] != 0;
        if (onMarker)
        {
            position.TakeMarker(to);
        }

        position.Relocate(from, to);
        return onMarker;
    }

    /// <summary>Markers strictly between two cells of a line (R092): foreign ones become the mover's, own ones collapse.</summary>
    public static void PassOver(Position position, int from, int to)
    {
        var board = position.Board;
        var seat = position.Turn.Seat;
        var at = board.RayStart[(from * board.DirectionCount) + board.DirectionTo(from, to)];
        for (int cell = board.RayCells[at]; cell != to; cell = board.RayCells[++at])
        {
            int owner = position.Cells[cell];
            if (owner == seat)
            {
                position.Collapse(cell, seat);
            }
            else if (owner != 0)
            {
                position.TakeMarker(cell);
                position.PutMarker(cell, seat);
            }
        }
    }

    /// <summary>
    /// Pays for landing on a marker and opens the capture that follows (R103), or else the line phase.
    /// </summary>
    public static void Land(Position position, int to, bool onMarker, Phase capturePhase)
    {
        if (onMarker)
        {
            Eliminations.Top(position, to);
        }

        if (position.ControllerOf(to) == position.Turn.Seat && Captures.IsPossible(position, to))
        {
            position.Turn.Phase = capturePhase;
            position.Turn.ActiveCell = (short)to;
        }
        else
        {
            Turns.EnterLines(position);
        }
    }
}
