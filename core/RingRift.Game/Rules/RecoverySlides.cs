namespace RingRift.Game;

/// <summary>
/// Recovery in phase M, for a seat that controls no stack (R110): a marker slides to a neighbouring cell (R111) to make a
/// line (R112), or where no slide makes one to a free cell or onto a stack (R114). All but a window of a longer line are paid for with a
/// buried ring (R113).
/// </summary>
internal static class RecoverySlides
{
    /// <summary>No stack, a marker to slide, and a ring on the board, which can then only be a buried one.</summary>
    public static bool IsEligible(Position position, int seat) =>
        position.Controlled[seat] == 0 && position.Markers[seat] > 0 && position.OnBoard[seat] > 0;

    /// <summary>The slides, once for each way to pay.</summary>
    public static void List(Position position, MoveList moves, int seat)
    {
        var board = position.Board;
        var lineMode = AnyMakesLine(position, seat);
        foreach (var from in position.CellsOf(Position.MarkerPlane + seat))
        {
            for (var direction = 0; direction < board.DirectionCount; direction++)
            {
                var to = board.Step(from, direction);
                if (to < 0)
                {
                    continue;
                }

                if (lineMode)
                {
                    ListLineSlides(position, moves, from, to, seat);
                }
                else if (position.Cells[to] == 0)
                {
                    ListPaidSlides(position, moves, MoveKind.RecoveryFallback, from, to, seat);
                }
                else if ((position.Cells[to] & Position.StackFlag) != 0)
                {
                    ListPaidSlides(position, moves, MoveKind.RecoveryStackStrike, from, to, seat);
                }
            }
        }
    }

    public static void Play(Position position, Move move)
    {
        var (from, to, seat) = (move.From, move.To, position.Turn.Seat);
        switch (move.Kind)
        {
            case MoveKind.RecoveryStackStrike:
                position.TakeMarker(from);
                Eliminations.Top(position, to);
                break;
            case MoveKind.RecoveryFallback:
                position.TakeMarker(from);
                position.PutMarker(to, seat);
                break;
            default:
                SlideIntoLine(position, move, RunsAfterSlide(position, from, to, seat).Applied);
                break;
        }

        if (move.Extraction >= 0)
        {
            Eliminations.Buried(position, move.Extraction);
        }

        position.Turn.RecoveryMade = true;
        Turns.EnterLines(position);
    }

    private static bool AnyMakesLine(Position position, int seat)
    {
        var board = position.Board;
        foreach (var from in position.CellsOf(Position.MarkerPlane + seat))
        {
            for (var direction = 0; direction < board.DirectionCount; direction++)
            {
                var to = board.Step(from, direction);
                if (to >= 0 && position.Cells[to] == 0 && RunsAfterSlide(position, from, to, seat).Best.Length >= position.LineLength)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void ListLineSlides(Position position, MoveList moves, int from, int to, int seat)
    {
        if (position.Cells[to] != 0)
        {
            return;
        }

        // The line that counts for the offer and the one that is applied can lie on different axes (R112).
        var (best, applied) = RunsAfterSlide(position, from, to, seat);
        if (best.Length < position.LineLength || applied.Length < position.LineLength)
        {
            return;
        }

        ListPaidSlides(position, moves, MoveKind.RecoveryLineAll, from, to, seat);
        if (best.Length > position.LineLength)
        {
            ListWindows(position, moves, from, to, best);
        }
    }

    private static void ListWindows(Position position, MoveList moves, int from, int to, MarkerRun run)
    {
        var last = Math.Min(run.Before, run.Length - position.LineLength);
        for (var window = Math.Max(0, run.Before - position.LineLength + 1); window <= last; window++)
        {
            var start = window == run.Before ? to : Back(position.Board, to, run.Axis, run.Before - window);
            moves.Add(Move.SlideWindow(from, to, start, run.Axis));
        }
    }

    private static void ListPaidSlides(Position position, MoveList moves, MoveKind kind, int from, int to, int seat)
    {
        for (var cell = 0; cell < position.Board.CellCount; cell++)
        {
            if (position.HoldsBuried(cell, seat))
            {
                moves.Add(Move.Through(kind, from, to, cell));
            }
        }
    }

    /// <summary>
    /// The seat's runs through a slide's destination: the longest (first of equals), and the first that reaches the base length,
    /// which is the one the slide collapses.
    /// </summary>
    private static (MarkerRun Best, MarkerRun Applied) RunsAfterSlide(Position position, int from, int to, int seat)
    {
        var board = position.Board;
        var (best, applied) = (default(MarkerRun), default(MarkerRun));
        position.Cells[from] = 0;
        foreach (var axis in board.AxisDirections)
        {
            var before = Lines.RunAhead(position, to, board.Opposite(axis), seat);
            var run = new MarkerRun(axis, before, before + 1 + Lines.RunAhead(position, to, axis, seat));
            best = run.Length > best.Length ? run : best;
            applied = applied.Length == 0 && run.Length >= position.BaseLineLength ? run : applied;
        }

        position.Cells[from] = (byte)seat;
        return (best, applied);
    }

    private static int Back(Board board, int cell, int axis, int steps) =>
        board.RayCells[board.RayStart[(cell * board.DirectionCount) + board.Opposite(axis)] + steps - 1];

    private static void SlideIntoLine(Position position, Move move, MarkerRun applied)
    {
        position.TakeMarker(move.From);
        position.PutMarker(move.To, position.Turn.Seat);
        if (move.Kind == MoveKind.RecoveryLineMinimum && applied.Length > position.LineLength)
        {
            Lines.Collapse(position, move.Target, move.Axis, 0, position.LineLength);
            return;
        }

        var first = applied.Before == 0 ? move.To : Back(position.Board, move.To, applied.Axis, applied.Before);
        Lines.Collapse(position, first, applied.Axis, 0, applied.Length);
    }

    /// <summary>A run of markers through a cell: its axis, how many of its cells come before that cell, and its length.</summary>
    private readonly record struct MarkerRun(int Axis, int Before, int Length);
}
