namespace RingRift.Game;

/// <summary>
/// Phase L: lines are the longest runs of the seat's markers on an axis (R120), found anew after every decision (R121). A
/// line of the line length collapses for a ring; a longer one whole for a ring, or in a window of the line length for nothing
/// (R122).
/// </summary>
internal static class Lines
{
    public static void List(Position position, MoveList moves)
    {
        if (position.Turn.LineEliminationOwed)
        {
            Eliminations.List(position, moves, MoveKind.EliminateForLine);
        }

        if (IsPossible(position, position.Turn.Seat))
        {
            ListLines(position, moves, position.Turn.Seat);
        }

        if (moves.Count == 0)
        {
            moves.Add(Move.Plain(MoveKind.NoLine));
        }
    }

    /// <summary>Whether some axis holds a run of at least the detected length, tested on whole rows.</summary>
    public static bool IsPossible(Position position, int seat)
    {
        var least = DetectedLength(position);
        if (position.Markers[seat] < least)
        {
            return false;
        }

        var board = position.Board;
        var rows = position.Plane(Position.MarkerPlane + seat);
        var fourth = least == 4 ? uint.MaxValue : 0;
        for (var row = Board.RowPadding; row < Board.RowPadding + board.Size; row++)
        {
            var (a, b, c, d) = (rows[row], rows[row + 1], rows[row + 2], rows[row + 3] | ~fourth);
            if (a == 0)
            {
                continue;
            }

            var runs = (a & (a >> 1) & (a >> 2) & ((a >> 3) | ~fourth)) | (a & b & c & d)
                | (a & (b << 1) & (c << 2) & ((d << 3) | ~fourth));
            if (!board.IsHex)
            {
                runs |= a & (b >> 1) & (c >> 2) & ((d >> 3) | ~fourth);
            }

            if (runs != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many markers of the seat follow a cell in a direction without a gap.</summary>
    public static int RunAhead(Position position, int cell, int direction, int seat)
    {
        var board = position.Board;
        var start = board.RayStart[(cell * board.DirectionCount) + direction];
        var at = start;
        while (position.Cells[board.RayCells[at]] == seat)
        {
            at++;
        }

        return at - start;
    }

    /// <summary>Collapses cells of a line, counted from its first cell, to the seat to move.</summary>
    public static void Collapse(Position position, int first, int axis, int skipped, int count)
    {
        var board = position.Board;
        var at = board.RayStart[(first * board.DirectionCount) + axis] - 1 + skipped;
        for (var index = 0; index < count; index++, at++)
        {
            position.Collapse(skipped + index == 0 ? first : board.RayCells[at], position.Turn.Seat);
        }
    }

    public static void Play(Position position, Move move)
    {
        ref var turn = ref position.Turn;
        var whole = move.Kind != MoveKind.CollapseWindow;
        Collapse(position, move.From, move.Axis, whole ? 0 : move.Window, whole ? move.Count : position.LineLength);

        // One flag for all lines of a turn: a later decision overwrites what an earlier one left owing (R123).
        turn.LineEliminationOwed = whole && position.Controlled[turn.Seat] > 0;
        if (!turn.LineEliminationOwed && !IsPossible(position, turn.Seat))
        {
            turn.Phase = Phase.Territory;
        }
    }

    /// <summary>Pays with a top ring (R123).</summary>
    public static void PlayPayment(Position position, Move move)
    {
        Eliminations.Top(position, move.From);
        position.Turn.LineEliminationOwed = false;
    }

    /// <summary>
    /// A seat that has done nothing, has a stack and has no region goes on to forced elimination (R100); phase T is left out.
    /// </summary>
    public static void PlayNone(Position position)
    {
        ref var turn = ref position.Turn;
        var forced = !turn.Acted && position.Controlled[turn.Seat] > 0 && !Regions.Any(position, turn.Seat);
        turn.Phase = forced ? Phase.ForcedElimination : Phase.Territory;
    }

    /// <summary>Never below the base length (R120), even where the rewarded length is shorter (hex8 with three or four players).</summary>
    public static int DetectedLength(Position position) => Math.Max(position.LineLength, position.BaseLineLength);

    private static void ListLines(Position position, MoveList moves, int seat)
    {
        var board = position.Board;
        var least = DetectedLength(position);
        foreach (var axis in board.AxisDirections)
        {
            foreach (var cell in position.CellsOf(Position.MarkerPlane + seat))
            {
                if (RunAhead(position, cell, board.Opposite(axis), seat) == 0)
                {
                    var length = 1 + RunAhead(position, cell, axis, seat);
                    if (length >= least)
                    {
                        ListLine(position, moves, cell, length, axis);
                    }
                }
            }
        }
    }

    private static void ListLine(Position position, MoveList moves, int first, int length, int axis)
    {
        if (length == position.LineLength)
        {
            moves.Add(Move.Line(MoveKind.ProcessLine, first, length, axis));
            return;
        }

        moves.Add(Move.Line(MoveKind.CollapseLine, first, length, axis));
        for (var window = 0; window <= length - position.LineLength; window++)
        {
            moves.Add(Move.Line(MoveKind.CollapseWindow, first, length, axis, window));
        }
    }
}
