namespace RingRift.Game;

/// <content>
/// The board as rows of bits: row x - Minimum, bit y - Minimum. Sets of cells are kept this way because neighbours in
/// every direction are then shifts of whole rows (ADR 0002).
/// </content>
public sealed partial class Board
{
    /// <summary>Empty rows kept before the first and after the last row of a plane, so that shifted reads need no bounds test.</summary>
    internal const int RowPadding = 4;

    /// <summary>Rows of a plane, padding included: a multiple of eight that holds the largest board.</summary>
    internal const int RowStride = 40;

    /// <summary>The on-board bits of every row, in a padded plane.</summary>
    internal uint[] Rows { get; }

    /// <summary>Per row (unpadded): cell number = RowBase[row] + bit.</summary>
    internal int[] RowBase { get; }

    /// <summary>The padded row of a cell.</summary>
    internal int RowOf(int cell) => _x[cell] - Minimum + RowPadding;

    /// <summary>The cell's bit in its row.</summary>
    internal uint BitOf(int cell) => 1u << (_y[cell] - Minimum);

    private (uint[] Rows, int[] RowBase) LayRows()
    {
        var rows = new uint[RowStride];
        var rowBase = new int[Size];
        for (var cell = CellCount - 1; cell >= 0; cell--)
        {
            rows[RowOf(cell)] |= BitOf(cell);
            rowBase[_x[cell] - Minimum] = cell - (_y[cell] - Minimum);
        }

        return (rows, rowBase);
    }
}
