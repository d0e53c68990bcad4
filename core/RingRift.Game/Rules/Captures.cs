namespace RingRift.Game;

/// <summary>
/// Overtaking captures (R101, R102): in phase M instead of a move, in phase C after one, and in phase K on and on until the
/// stack has none (R103).
/// </summary>
internal static class Captures
{
    /// <summary>Phase C: the captures of the stack that has just moved, or none of them.</summary>
    public static void ListOptional(Position position, MoveList moves)
    {
        List(position, moves, position.Turn.ActiveCell, MoveKind.OvertakingCapture);
        moves.Add(Move.Plain(MoveKind.SkipCapture));
    }

    /// <summary>The captures of one stack.</summary>
    public static void List(Position position, MoveList moves, int cell, MoveKind kind)
    {
        var board = position.Board;
        int height = position.Stacks[cell].Height;
        var room = moves.Reserve(board.DirectionCount * board.Size);
        var written = 0;
        var firstRay = cell * board.DirectionCount;
        for (var ray = firstRay; ray < firstRay + board.DirectionCount; ray++)
        {
            if (board.RayLength[ray] >= height)
            {
                var start = board.RayStart[ray];
                written += WriteBeyond(position, room[written..], cell, start, Movement.FirstBlocked(position, start), kind);
            }
        }

        moves.Commit(written);
    }

    /// <summary>
    /// Captures of the stack at ray index <paramref name="stop"/>, if there is one, by the stack the ray starts from; returns how many.
    /// </summary>
    public static int WriteBeyond(Position position, Span<Move> room, int cell, int start, int stop, MoveKind kind)
    {
        ReadOnlySpan<ushort> rays = position.Board.RayCells;
        int target = rays[stop];
        if ((position.Cells[target] & Position.StackFlag) == 0 || position.Stacks[target].Cap > position.Stacks[cell].Cap)
        {
            return 0;
        }

        var written = 0;
        for (var at = stop + 1; position.Cells[rays[at]] < Position.StackFlag; at++)
        {
            if (at - start + 1 >= position.Stacks[cell].Height)
            {
                room[written++] = Move.Through(kind, cell, rays[at], target);
            }
        }

        return written;
    }

    /// <summary>Whether a stack of the given height and cap has a capture of what stands at ray index <paramref name="stop"/>.</summary>
    public static bool IsPossibleBeyond(Position position, int start, int stop, int height, int cap)
    {
        int target = position.Board.RayCells[stop];
        if ((position.Cells[target] & Position.StackFlag) == 0 || position.Stacks[target].Cap > cap)
        {
            return false;
        }

        var end = Movement.FirstBlocked(position, stop + 1);
        return end > stop + 1 && end - start >= height;
    }

    /// <summary>Whether a stack has a capture.</summary>
    public static bool IsPossible(Position position, int cell)
    {
        var board = position.Board;
        var (height, cap) = (position.Stacks[cell].Height, position.Stacks[cell].Cap);
        var firstRay = cell * board.DirectionCount;
        for (var ray = firstRay; ray < firstRay + board.DirectionCount; ray++)
        {
            if (board.RayLength[ray] < height)
            {
                continue;
            }

            var start = board.RayStart[ray];
            if (IsPossibleBeyond(position, start, Movement.FirstBlocked(position, start), height, cap))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The captured ring goes under the attacker (R102) before a marker on the landing cell costs the attacker its top ring: an attacker of
    /// one ring then leaves the captured ring, and its control, behind.
    /// </summary>
    public static void Play(Position position, Move move)
    {
        var (from, target, to) = (move.From, move.Target, move.To);
        Movement.PassOver(position, from, target);
        Movement.PassOver(position, target, to);
        var onMarker = Movement.Depart(position, from, to);
        position.PutMarker(from, position.Turn.Seat);
        position.SlipUnder(target, to);
        Movement.Land(position, to, onMarker, Phase.Chain);
    }
}
