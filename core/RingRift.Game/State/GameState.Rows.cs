namespace RingRift.Game;

/// <content>Whole rows of cells at once.</content>
public sealed partial class GameState
{
    private CellSet CellsOf(int plane) => new(Board, Plane(plane));

    private uint MarkersInRow(int row) => UnionInRow(MarkerPlane + 1, row);

    private uint StacksInRow(int row) => UnionInRow(ControlPlane + 1, row);

    private uint UnionInRow(int firstPlane, int row)
    {
        var at = (firstPlane * Board.RowStride) + row;
        return _planes[at] | _planes[at + Board.RowStride] | _planes[at + (2 * Board.RowStride)] | _planes[at + (3 * Board.RowStride)];
    }

    /// <summary>Per row the cells a stack may pass or land on: no stack and not collapsed. Padding rows stay empty.</summary>
    private void ClearRows(Span<uint> clear)
    {
        for (var row = Board.RowPadding; row < Board.RowPadding + Board.Size; row++)
        {
            clear[row] = Board.Rows[row] & ~(_planes[row] | StacksInRow(row));
        }
    }

    /// <summary>The cells of a row that have at least one, two and three clear cells ahead in some direction.</summary>
    private (uint One, uint Two, uint Three) StepsAhead(ReadOnlySpan<uint> clear, int row)
    {
        var reach = default(Reach);
        reach.Add(clear[row] >> 1, clear[row] >> 2, clear[row] >> 3);
        reach.Add(clear[row] << 1, clear[row] << 2, clear[row] << 3);
        reach.Add(clear[row + 1], clear[row + 2], clear[row + 3]);
        reach.Add(clear[row - 1], clear[row - 2], clear[row - 3]);
        reach.Add(clear[row + 1] << 1, clear[row + 2] << 2, clear[row + 3] << 3);
        reach.Add(clear[row - 1] >> 1, clear[row - 2] >> 2, clear[row - 3] >> 3);
        if (!Board.IsHex)
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
