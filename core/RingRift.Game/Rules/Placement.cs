using System.Numerics;

namespace RingRift.Game;

/// <summary>
/// Phase P (R080): one to three rings on an empty cell (R081) or one on any stack (R082), where the stack can
/// then move or capture (R083). Also the pie rule (R180), by which seat 2 may take over seat 1's side instead of its first placement.
/// </summary>
internal static class Placement
{
    public const int MostRings = 3;

    /// <summary>Placements, and the moves that stand for none.</summary>
    public static void List(Position position, MoveList moves)
    {
        var seat = position.Turn.Seat;
        if (position.Hand[seat] > 0)
        {
            ListPlacements(position, moves, seat);
            if (MaySkip(position, seat))
            {
                moves.Add(Move.Plain(MoveKind.SkipPlacement));
            }
        }

        if (position.Turn.SwapOpen && seat == 2)
        {
            moves.Add(Move.Plain(MoveKind.SwapSides));
        }

        if (moves.Count == 0)
        {
            moves.Add(Move.Plain(MoveKind.NoPlacement));
        }
    }

    /// <summary>
    /// Whether a seat with rings in hand may keep them: to move or capture with a stack, or to recover where it has none.
    /// </summary>
    public static bool MaySkip(Position position, int seat) =>
        position.Controlled[seat] > 0 ? Movement.IsPossible(position, seat) : RecoverySlides.IsEligible(position, seat);

    /// <summary>Whether a seat has rings in hand and a cell where one ring could be placed.</summary>
    public static bool IsPossible(Position position, int seat)
    {
        if (position.Hand[seat] == 0)
        {
            return false;
        }

        var board = position.Board;
        Span<uint> clear = stackalloc uint[Board.RowStride];
        ClearRows(position, clear);
        for (var row = Board.RowPadding; row < Board.RowPadding + board.Size; row++)
        {
            if ((clear[row] & ~position.MarkersInRow(row) & StepsAhead(board, clear, row).One) != 0)
            {
                return true;
            }
        }

        for (var cell = 0; cell < board.CellCount; cell++)
        {
            var code = position.Cells[cell];
            var possible = code == 0 ? Movement.IsPossible(position, cell, 1, 1)
                : (code & Position.StackFlag) != 0
                    && Movement.IsPossible(position, cell, position.Stacks[cell].Height + 1, CapWithRingOf(position, seat, cell));
            if (possible)
            {
                return true;
            }
        }

        return false;
    }

    public static void Play(Position position, Move move)
    {
        var (cell, seat) = (move.From, position.Turn.Seat);
        for (var count = move.Count; count > 0; count--)
        {
            position.PushTop(cell, seat);
        }

        position.Hand[seat] -= move.Count;
        Turns.EnterMovement(position, cell);
    }

    /// <summary>
    /// Whether a cell has one, two or three clear steps ahead of it in some direction is worked out for whole rows at once; only
    /// stacks and hemmed-in cells are looked at singly.
    /// </summary>
    private static void ListPlacements(Position position, MoveList moves, int seat)
    {
        var board = position.Board;
        Span<uint> clear = stackalloc uint[Board.RowStride];
        ClearRows(position, clear);
        var most = Math.Min(MostRings, position.Hand[seat]);
        for (var row = Board.RowPadding; row < Board.RowPadding + board.Size; row++)
        {
            var (one, two, three) = StepsAhead(board, clear, row);
            var roomy = most switch { 1 => one, 2 => two, _ => three };
            var open = clear[row] & ~position.MarkersInRow(row);
            var room = moves.Reserve(MostRings * board.Size);
            var written = 0;
            for (var bits = open | position.StacksInRow(row); bits != 0; bits &= bits - 1)
            {
                var bit = BitOperations.TrailingZeroCount(bits);
                var cell = board.RowBase[row - Board.RowPadding] + bit;
                if (((roomy & open) >> bit & 1) != 0)
                {
                    var place = Move.Place(cell, 1).Bits;
                    for (var count = 0; count < most; count++)
                    {
                        room[written++] = new Move(place + ((ulong)count << Move.CountShift));
                    }
                }
                else
                {
                    written += WriteCheckedCounts(position, room[written..], cell, seat, (open >> bit & 1) != 0 ? most : 1);
                }
            }

            moves.Commit(written);
        }
    }

    private static int WriteCheckedCounts(Position position, Span<Move> room, int cell, int seat, int most)
    {
        // Larger counts are offered only where one ring could act, though a higher cap might capture where one ring cannot (R083).
        if (!Movement.IsPossible(position, cell, position.Stacks[cell].Height + 1, CapWithRingOf(position, seat, cell)))
        {
            return 0;
        }

        var written = 0;
        room[written++] = Move.Place(cell, 1);
        for (var count = 2; count <= most; count++)
        {
            if (Movement.IsPossible(position, cell, count, count))
            {
                room[written++] = Move.Place(cell, count);
            }
        }

        return written;
    }

    private static int CapWithRingOf(Position position, int seat, int cell) =>
        position.ControllerOf(cell) == seat ? position.Stacks[cell].Cap + 1 : 1;

    /// <summary>Per row the cells a stack may pass or land on: no stack and not collapsed. Padding rows stay empty.</summary>
    private static void ClearRows(Position position, Span<uint> clear)
    {
        for (var row = Board.RowPadding; row < Board.RowPadding + position.Board.Size; row++)
        {
            clear[row] = position.Board.Rows[row] & ~(position.Planes[row] | position.StacksInRow(row));
        }
    }

    /// <summary>The cells of a row that have at least one, two and three clear cells ahead in some direction.</summary>
    private static (uint One, uint Two, uint Three) StepsAhead(Board board, ReadOnlySpan<uint> clear, int row)
    {
        var reach = default(Reach);
        reach.Add(clear[row] >> 1, clear[row] >> 2, clear[row] >> 3);
        reach.Add(clear[row] << 1, clear[row] << 2, clear[row] << 3);
        reach.Add(clear[row + 1], clear[row + 2], clear[row + 3]);
        reach.Add(clear[row - 1], clear[row - 2], clear[row - 3]);
        reach.Add(clear[row + 1] << 1, clear[row + 2] << 2, clear[row + 3] << 3);
        reach.Add(clear[row - 1] >> 1, clear[row - 2] >> 2, clear[row - 3] >> 3);
        if (!board.IsHex)
        {
            reach.Add(clear[row + 1] >> 1, clear[row + 2] >> 2, clear[row + 3] >> 3);
            reach.Add(clear[row - 1] << 1, clear[row - 2] << 2, clear[row - 3] << 3);
        }

        return (reach.One, reach.Two, reach.Three);
    }

    private struct Reach
    {
        public uint One;
        public uint Two;
        public uint Three;

        public void Add(uint first, uint second, uint third)
        {
            One |= first;
            Two |= first & second;
            Three |= first & second & third;
        }
    }
}
