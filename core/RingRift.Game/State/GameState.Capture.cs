namespace RingRift.Game;

/// <content>Captures, in phases M, C and K.</content>
public sealed partial class GameState
{
    private void ListCapturePhase(MoveList moves)
    {
        ListCaptures(moves, _turn.ActiveCell, MoveKind.OvertakingCapture);
        moves.Add(Move.Plain(MoveKind.SkipCapture));
    }

    private void ListCaptures(MoveList moves, int cell, MoveKind kind)
    {
        int height = _stacks[cell].Height;
        var room = moves.Reserve(Board.DirectionCount * Board.Size);
        var written = 0;
        var firstRay = cell * Board.DirectionCount;
        for (var ray = firstRay; ray < firstRay + Board.DirectionCount; ray++)
        {
            if (Board.RayLength[ray] >= height)
            {
                var start = Board.RayStart[ray];
                written += WriteCapturesBeyond(room[written..], cell, start, FirstBlocked(start), kind);
            }
        }

        moves.Commit(written);
    }

    /// <summary>
    /// Captures of the stack at ray index <paramref name="stop"/>, if there is one, by the stack the ray starts from; returns how many.
    /// </summary>
    private int WriteCapturesBeyond(Span<Move> room, int cell, int start, int stop, MoveKind kind)
    {
        ReadOnlySpan<ushort> rays = Board.RayCells;
        int target = rays[stop];
        if ((_cells[target] & StackFlag) == 0 || _stacks[target].Cap > _stacks[cell].Cap)
        {
            return 0;
        }

        var written = 0;
        for (var at = stop + 1; _cells[rays[at]] < StackFlag; at++)
        {
            if (at - start + 1 >= _stacks[cell].Height)
            {
                room[written++] = Move.Through(kind, cell, rays[at], target);
            }
        }

        return written;
    }

    private bool CanCaptureBeyond(int start, int stop, int height, int cap)
    {
        int target = Board.RayCells[stop];
        if ((_cells[target] & StackFlag) == 0 || _stacks[target].Cap > cap)
        {
            return false;
        }

        var end = FirstBlocked(stop + 1);
        return end > stop + 1 && end - start >= height;
    }

    private bool HasCapture(int cell)
    {
        var (height, cap) = (_stacks[cell].Height, _stacks[cell].Cap);
        var firstRay = cell * Board.DirectionCount;
        for (var ray = firstRay; ray < firstRay + Board.DirectionCount; ray++)
        {
            if (Board.RayLength[ray] < height)
            {
                continue;
            }

            var start = Board.RayStart[ray];
            if (CanCaptureBeyond(start, FirstBlocked(start), height, cap))
            {
                return true;
            }
        }

        return false;
    }

    private void PlayCapture(Move move)
    {
        var (from, target, to) = (move.From, move.Target, move.To);
        PassOver(from, target);
        PassOver(target, to);
        var onMarker = Depart(from, to);
        PutMarker(from, _turn.Seat);
        SlipUnder(target, to);
        FinishLanding(to, onMarker, Phase.Chain);
    }
}
