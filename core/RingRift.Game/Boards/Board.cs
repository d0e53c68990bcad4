namespace RingRift.Game;

/// <summary>
/// The geometry of one board kind: cells, directions and precomputed rays. One shared instance per kind.
/// Cells are numbered 0..CellCount-1 in "sorted cells" order (ascending x, then ascending y).
/// Directions are numbered in rotation, so the opposite of d is half a turn further (R001, R002, R003).
/// </summary>
/// <remarks>
/// Sets of cells are kept as rows of bits, row x - Minimum and bit y - Minimum, because neighbours in every direction are then shifts of
/// whole rows (ADR 0002).
/// </remarks>
public sealed partial class Board
{
    /// <summary>Empty rows kept before the first and after the last row of a plane, so that shifted reads need no bounds test.</summary>
    internal const int RowPadding = 4;

    /// <summary>Rows of a plane, padding included: a multiple of eight that holds the largest board.</summary>
    internal const int RowStride = 40;

    private static readonly Board[] Boards = [.. Enum.GetValues<BoardKind>().Select(kind => new Board(kind))];

    private readonly short[] _x;
    private readonly short[] _y;
    private readonly short[] _cellAt;

    private Board(BoardKind kind)
    {
        Kind = kind;
        IsHex = kind is BoardKind.Hex8 or BoardKind.Hexagonal;
        Radius = kind switch { BoardKind.Hex8 => 4, BoardKind.Hexagonal => 12, _ => 0 };
        Size = kind switch { BoardKind.Square8 => 8, BoardKind.Square19 => 19, _ => (2 * Radius) + 1 };
        Minimum = -Radius;
        _cellAt = new short[Size * Size];
        (_x, _y) = NumberCells();
        CellCount = _x.Length;
        (_dx, _dy) = IsHex
            ? ((sbyte[])[1, 0, -1, -1, 0, 1], (sbyte[])[0, 1, 1, 0, -1, -1])
            : ((sbyte[])[1, 1, 0, -1, -1, -1, 0, 1], (sbyte[])[0, 1, 1, 1, 0, -1, -1, -1]);
        (Rows, RowBase) = LayRows();
        (RayCells, RayStart, RayLength) = CastRays();
        AxisDirections = IsHex ? [0, 5, 1] : [0, 2, 1, 7];
    }

    /// <summary>Which board this is.</summary>
    public BoardKind Kind { get; }

    /// <summary>True for the two hexagonal boards, whose coordinates are cube x and y.</summary>
    public bool IsHex { get; }

    /// <summary>Number of cells: 64, 361, 61 or 469.</summary>
    public int CellCount { get; }

    /// <summary>Number of columns of the enclosing square: 8, 19, 9 or 25.</summary>
    public int Size { get; }

    /// <summary>Radius of a hexagonal board (4 or 12); 0 for square boards.</summary>
    public int Radius { get; }

    /// <summary>Smallest x and y on the board: 0 for squares, -Radius for hexagons.</summary>
    public int Minimum { get; }

    /// <summary>The on-board bits of every row, in a padded plane.</summary>
    internal uint[] Rows { get; }

    /// <summary>Per row (unpadded): cell number = RowBase[row] + bit.</summary>
    internal int[] RowBase { get; }

    /// <summary>The shared geometry of <paramref name="kind"/>.</summary>
    /// <param name="kind">One of the four boards.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the four boards.</exception>
    public static Board For(BoardKind kind) =>
        (uint)kind < (uint)Boards.Length
            ? Boards[(int)kind]
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Expected Square8, Square19, Hex8 or Hexagonal.");

    /// <summary>The x coordinate of a cell.</summary>
    /// <param name="cell">Cell number, 0..CellCount-1.</param>
    public int XOf(int cell) => _x[cell];

    /// <summary>The y coordinate of a cell.</summary>
    /// <param name="cell">Cell number, 0..CellCount-1.</param>
    public int YOf(int cell) => _y[cell];

    /// <summary>The cell at a coordinate, or -1 where the board has none.</summary>
    /// <param name="x">The x coordinate (cube x on hexagons).</param>
    /// <param name="y">The y coordinate (cube y on hexagons).</param>
    public int CellAt(int x, int y)
    {
        var (column, row) = (x - Minimum, y - Minimum);
        return (uint)column < (uint)Size && (uint)row < (uint)Size ? _cellAt[(column * Size) + row] : -1;
    }

    /// <summary>
    /// A fixed pseudo-random number of a cell. A set of cells is identified by the exclusive-or of its cells' numbers; the same in every
    /// process and version, since stored moves carry it.
    /// </summary>
    /// <param name="cell">Cell number, 0..CellCount-1.</param>
    public static uint CellFingerprint(int cell)
    {
        var state = unchecked((ulong)cell * SplitMix64.Step);
        return (uint)(SplitMix64.Next(ref state) >> 32);
    }

    /// <summary>The padded row of a cell.</summary>
    internal int RowOf(int cell) => _x[cell] - Minimum + RowPadding;

    /// <summary>The cell's bit in its row.</summary>
    internal uint BitOf(int cell) => 1u << (_y[cell] - Minimum);

    private (short[] X, short[] Y) NumberCells()
    {
        var (xs, ys) = (new List<short>(), new List<short>());
        for (var x = Minimum; x < Minimum + Size; x++)
        {
            for (var y = Minimum; y < Minimum + Size; y++)
            {
                var onBoard = !IsHex || Math.Abs(x + y) <= Radius;
                _cellAt[((x - Minimum) * Size) + y - Minimum] = onBoard ? (short)xs.Count : (short)-1;
                if (onBoard)
                {
                    xs.Add((short)x);
                    ys.Add((short)y);
                }
            }
        }

        return ([.. xs], [.. ys]);
    }

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

/// <summary>The four boards of RingRift.</summary>
public enum BoardKind
{
    /// <summary>8 x 8 squares, 8 directions.</summary>
    Square8,

    /// <summary>19 x 19 squares, 8 directions.</summary>
    Square19,

    /// <summary>Hexagon of radius 4 (61 cells), 6 directions.</summary>
    Hex8,

    /// <summary>Hexagon of radius 12 (469 cells), 6 directions.</summary>
    Hexagonal,
}
