namespace RingRift.Game;

/// <content>Recovery slides, in phase M, for a seat that controls no stack.</content>
public sealed partial class GameState
{
    /// <summary>No stack, a marker to slide, and a ring on the board, which can then only be a buried one.</summary>
    private bool CanRecover(int seat) => _controlled[seat] == 0 && _markers[seat] > 0 && _onBoard[seat] > 0;

    private void ListRecoveries(MoveList moves, int seat)
    {
        var lineMode = AnySlideMakesLine(seat);
        foreach (var from in CellsOf(MarkerPlane + seat))
        {
            for (var direction = 0; direction < Board.DirectionCount; direction++)
            {
                var to = Board.Step(from, direction);
                if (to < 0)
                {
                    continue;
                }

                if (lineMode)
                {
                    ListLineSlides(moves, from, to, seat);
                }
                else if (_cells[to] == 0)
                {
                    ListPaidSlides(moves, MoveKind.RecoveryFallback, from, to, seat);
                }
                else if ((_cells[to] & StackFlag) != 0)
                {
                    ListPaidSlides(moves, MoveKind.RecoveryStackStrike, from, to, seat);
                }
            }
        }
    }

    private bool AnySlideMakesLine(int seat)
    {
        foreach (var from in CellsOf(MarkerPlane + seat))
        {
            for (var direction = 0; direction < Board.DirectionCount; direction++)
            {
                var to = Board.Step(from, direction);
                if (to >= 0 && _cells[to] == 0 && RunsAfterSlide(from, to, seat).Best.Length >= _lineLength)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void ListLineSlides(MoveList moves, int from, int to, int seat)
    {
        if (_cells[to] != 0)
        {
            return;
        }

        // The line that counts for the offer and the one that is applied can lie on different axes.
        var (best, applied) = RunsAfterSlide(from, to, seat);
        if (best.Length < _lineLength || applied.Length < _lineLength)
        {
            return;
        }

        ListPaidSlides(moves, MoveKind.RecoveryLineAll, from, to, seat);
        if (best.Length > _lineLength)
        {
            ListWindows(moves, from, to, best);
        }
    }

    private void ListWindows(MoveList moves, int from, int to, MarkerRun run)
    {
        var last = Math.Min(run.Before, run.Length - _lineLength);
        for (var window = Math.Max(0, run.Before - _lineLength + 1); window <= last; window++)
        {
            var start = window == run.Before ? to : Back(to, run.Axis, run.Before - window);
            moves.Add(Move.SlideWindow(from, to, start, run.Axis));
        }
    }

    private void ListPaidSlides(MoveList moves, MoveKind kind, int from, int to, int seat)
    {
        for (var cell = 0; cell < Board.CellCount; cell++)
        {
            if (_stacks[cell].Height > 1 && HoldsBuried(cell, seat))
            {
                moves.Add(Move.Through(kind, from, to, cell));
            }
        }
    }

    /// <summary>
    /// The seat's runs through a slide's destination: the longest (first of equals), and the first that reaches the base length,
    /// which is the one the slide collapses.
    /// </summary>
    private (MarkerRun Best, MarkerRun Applied) RunsAfterSlide(int from, int to, int seat)
    {
        var (best, applied) = (default(MarkerRun), default(MarkerRun));
        _cells[from] = 0;
        foreach (var axis in Board.AxisDirections)
        {
            var before = RunAhead(to, Board.Opposite(axis), seat);
            var run = new MarkerRun(axis, before, before + 1 + RunAhead(to, axis, seat));
            best = run.Length > best.Length ? run : best;
            applied = applied.Length == 0 && run.Length >= _baseLineLength ? run : applied;
        }

        _cells[from] = (byte)seat;
        return (best, applied);
    }

    private int Back(int cell, int axis, int steps) =>
        Board.RayCells[Board.RayStart[(cell * Board.DirectionCount) + Board.Opposite(axis)] + steps - 1];

    private void PlayRecovery(Move move)
    {
        var (from, to) = (move.From, move.To);
        switch (move.Kind)
        {
            case MoveKind.RecoveryStackStrike:
                TakeMarker(from);
                EliminateTop(to);
                break;
            case MoveKind.RecoveryFallback:
                TakeMarker(from);
                PutMarker(to, _turn.Seat);
                break;
            default:
                SlideIntoLine(move, RunsAfterSlide(from, to, _turn.Seat).Applied);
                break;
        }

        if (move.Extraction >= 0)
        {
            EliminateBuried(move.Extraction);
        }

        _turn.RecoveryMade = true;
        EnterLines();
    }

    private void SlideIntoLine(Move move, MarkerRun applied)
    {
        TakeMarker(move.From);
        PutMarker(move.To, _turn.Seat);
        if (move.Kind == MoveKind.RecoveryLineMinimum && applied.Length > _lineLength)
        {
            CollapseRun(move.Target, move.Axis, 0, _lineLength);
            return;
        }

        var first = applied.Before == 0 ? move.To : Back(move.To, applied.Axis, applied.Before);
        CollapseRun(first, applied.Axis, 0, applied.Length);
    }

    private void EliminateBuried(int cell)
    {
        DropBottomMost(cell, _turn.Seat);
        _eliminated[_turn.Seat]++;
    }
}
