namespace RingRift.Game;

/// <content>Phase L.</content>
public sealed partial class GameState
{
    private void ListLinePhase(MoveList moves)
    {
        if (_turn.LineEliminationOwed)
        {
            ListControlled(moves, MoveKind.EliminateForLine);
        }

        if (HasLine(_turn.Seat))
        {
            ListLines(moves, _turn.Seat);
        }

        if (moves.Count == 0)
        {
            moves.Add(Move.Plain(MoveKind.NoLine));
        }
    }

    /// <summary>Whether some axis holds a run of at least the detected length, tested on whole rows.</summary>
    private bool HasLine(int seat)
    {
        // Detection never goes below the base length, even where the rewarded length is shorter (hex8 with three or four players).
        var least = Math.Max(_lineLength, _baseLineLength);
        if (_markers[seat] < least)
        {
            return false;
        }

        var rows = Plane(MarkerPlane + seat);
        var fourth = least == 4 ? uint.MaxValue : 0;
        for (var row = Board.RowPadding; row < Board.RowPadding + Board.Size; row++)
        {
            var (a, b, c, d) = (rows[row], rows[row + 1], rows[row + 2], rows[row + 3] | ~fourth);
            if (a == 0)
            {
                continue;
            }

            var runs = (a & (a >> 1) & (a >> 2) & ((a >> 3) | ~fourth)) | (a & b & c & d)
                | (a & (b << 1) & (c << 2) & ((d << 3) | ~fourth));
            if (!Board.IsHex)
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

    private void ListLines(MoveList moves, int seat)
    {
        var least = Math.Max(_lineLength, _baseLineLength);
        foreach (var axis in Board.AxisDirections)
        {
            foreach (var cell in CellsOf(MarkerPlane + seat))
            {
                if (RunAhead(cell, Board.Opposite(axis), seat) == 0)
                {
                    var length = 1 + RunAhead(cell, axis, seat);
                    if (length >= least)
                    {
                        ListLine(moves, cell, length, axis);
                    }
                }
            }
        }
    }

    private void ListLine(MoveList moves, int first, int length, int axis)
    {
        if (length == _lineLength)
        {
            moves.Add(Move.Line(MoveKind.ProcessLine, first, length, axis));
            return;
        }

        moves.Add(Move.Line(MoveKind.CollapseLine, first, length, axis));
        for (var window = 0; window <= length - _lineLength; window++)
        {
            moves.Add(Move.Line(MoveKind.CollapseWindow, first, length, axis, window));
        }
    }

    /// <summary>How many markers of the seat follow a cell in a direction without a gap.</summary>
    private int RunAhead(int cell, int direction, int seat)
    {
        var start = Board.RayStart[(cell * Board.DirectionCount) + direction];
        var at = start;
        while (_cells[Board.RayCells[at]] == seat)
        {
            at++;
        }

        return at - start;
    }

    private void PlayLine(Move move)
    {
        var whole = move.Kind != MoveKind.CollapseWindow;
        CollapseRun(move.From, move.Axis, whole ? 0 : move.Window, whole ? move.Count : _lineLength);

        // One flag for all lines of a turn: a later decision overwrites what an earlier one left owing.
        _turn.LineEliminationOwed = whole && _controlled[_turn.Seat] > 0;
        if (!_turn.LineEliminationOwed && !HasLine(_turn.Seat))
        {
            _turn.Phase = Phase.Territory;
        }
    }

    /// <summary>Collapses cells of a line, counted from its first cell, to the seat to move.</summary>
    private void CollapseRun(int first, int axis, int skipped, int count)
    {
        var at = Board.RayStart[(first * Board.DirectionCount) + axis] - 1 + skipped;
        for (var index = 0; index < count; index++, at++)
        {
            Collapse(skipped + index == 0 ? first : Board.RayCells[at], _turn.Seat);
        }
    }

    private void PlayLinePayment(Move move)
    {
        EliminateTop(move.From);
        _turn.LineEliminationOwed = false;
    }

    private void PlayNoLine()
    {
        var forced = !_turn.Acted && _controlled[_turn.Seat] > 0 && !HasRegion(_turn.Seat);
        _turn.Phase = forced ? Phase.ForcedElimination : Phase.Territory;
    }
}
