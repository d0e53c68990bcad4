using System.Numerics;

namespace RingRift.Game;

/// <content>Phase P.</content>
public sealed partial class GameState
{
    private const int MostRingsPlaced = 3;

    private void ListPlacementPhase(MoveList moves)
    {
        var seat = _turn.Seat;
        if (_hand[seat] > 0)
        {
            ListPlacements(moves, seat);
            if (MaySkipPlacement(seat))
            {
                moves.Add(Move.Plain(MoveKind.SkipPlacement));
            }
        }

        if (_turn.SwapOpen && seat == 2)
        {
            moves.Add(Move.Plain(MoveKind.SwapSides));
        }

        if (moves.Count == 0)
        {
            moves.Add(Move.Plain(MoveKind.NoPlacement));
        }
    }

    private bool MaySkipPlacement(int seat) => _controlled[seat] > 0 ? AnyStackCanAct(seat) : CanRecover(seat);

    /// <summary>
    /// Whether a cell has one, two or three clear steps ahead of it in some direction is worked out for whole rows at once; only
    /// stacks and hemmed-in cells are looked at singly.
    /// </summary>
    private void ListPlacements(MoveList moves, int seat)
    {
        Span<uint> clear = stackalloc uint[Board.RowStride];
        ClearRows(clear);
        var most = Math.Min(MostRingsPlaced, _hand[seat]);
        for (var row = Board.RowPadding; row < Board.RowPadding + Board.Size; row++)
        {
            var (one, two, three) = StepsAhead(clear, row);
            var roomy = most switch { 1 => one, 2 => two, _ => three };
            var open = clear[row] & ~MarkersInRow(row);
            var room = moves.Reserve(MostRingsPlaced * Board.Size);
            var written = 0;
            for (var bits = open | StacksInRow(row); bits != 0; bits &= bits - 1)
            {
                var bit = BitOperations.TrailingZeroCount(bits);
                var cell = Board.RowBase[row - Board.RowPadding] + bit;
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
                    written += WriteCheckedCounts(room[written..], cell, seat, (open >> bit & 1) != 0 ? most : 1);
                }
            }

            moves.Commit(written);
        }
    }

    private int WriteCheckedCounts(Span<Move> room, int cell, int seat, int most)
    {
        // Larger counts are offered only where one ring could act, though a higher cap might capture where one ring cannot.
        if (!StackCanAct(cell, _stacks[cell].Height + 1, CapWithRingOf(seat, cell)))
        {
            return 0;
        }

        var written = 0;
        room[written++] = Move.Place(cell, 1);
        for (var count = 2; count <= most; count++)
        {
            if (StackCanAct(cell, count, count))
            {
                room[written++] = Move.Place(cell, count);
            }
        }

        return written;
    }

    /// <summary>Whether a seat has rings in hand and a cell where one ring could be placed.</summary>
    private bool HasPlacement(int seat)
    {
        if (_hand[seat] == 0)
        {
            return false;
        }

        Span<uint> clear = stackalloc uint[Board.RowStride];
        ClearRows(clear);
        for (var row = Board.RowPadding; row < Board.RowPadding + Board.Size; row++)
        {
            if ((clear[row] & ~MarkersInRow(row) & StepsAhead(clear, row).One) != 0)
            {
                return true;
            }
        }

        for (var cell = 0; cell < Board.CellCount; cell++)
        {
            var code = _cells[cell];
            var possible = code == 0 ? StackCanAct(cell, 1, 1)
                : (code & StackFlag) != 0 && StackCanAct(cell, _stacks[cell].Height + 1, CapWithRingOf(seat, cell));
            if (possible)
            {
                return true;
            }
        }

        return false;
    }

    private int CapWithRingOf(int seat, int cell) => Controller(cell) == seat ? _stacks[cell].Cap + 1 : 1;

    private void PlayPlacement(Move move)
    {
        var (cell, seat) = (move.From, _turn.Seat);
        for (var count = move.Count; count > 0; count--)
        {
            PushTop(cell, seat);
        }

        _hand[seat] -= move.Count;
        EnterMovement(cell);
    }

    private void EnterMovement(int activeCell)
    {
        _turn.Phase = Phase.Movement;
        _turn.ActiveCell = (short)activeCell;
    }
}
