using System.Globalization;
using RingRift.Game;

namespace RingRift.Web.Boards;

/// <summary>
/// Where the cells of a board lie in its picture. A square cell is 2 units wide; a hexagon has radius 1, points upwards, and the x axis of
/// the board runs to the right, the y axis down and to the right.
/// </summary>
public sealed class BoardLayout
{
    private static readonly double HexStep = Math.Sqrt(3);
    private static readonly BoardLayout[] Layouts = [.. Enum.GetValues<BoardKind>().Select(kind => new BoardLayout(Board.For(kind)))];

    private readonly Board _board;

    private BoardLayout(Board board)
    {
        _board = board;
        Ground = board.IsHex ? Hexagon() : "-1,-1 1,-1 1,1 -1,1";
        Rows = [.. Enumerable.Range(0, board.CellCount).GroupBy(board.YOf).OrderBy(row => row.Key).Select(row => row.ToArray())];
        var half = board.IsHex ? (board.Radius + 0.5) * HexStep : board.Size;
        var high = board.IsHex ? (1.5 * board.Radius) + 1 : board.Size;
        var (left, top) = board.IsHex ? (-half, -high) : (-1.0, -1.0);
        ViewBox = string.Create(CultureInfo.InvariantCulture, $"{left:0.###} {top:0.###} {2 * half:0.###} {2 * high:0.###}");
    }

    /// <summary>The rectangle that the board fills, as the attribute <c>viewBox</c> wants it.</summary>
    public string ViewBox { get; }

    /// <summary>The points of a cell around its centre, as the attribute <c>points</c> wants them.</summary>
    public string Ground { get; }

    /// <summary>The cells in rows of equal y, from the top down and from left to right.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Rows { get; }

    /// <summary>The layout of a board.</summary>
    public static BoardLayout For(BoardKind kind) => Layouts[(int)kind];

    /// <summary>The centre of a cell, in units of the picture.</summary>
    /// <param name="cell">Cell number.</param>
    public (double X, double Y) CentreOf(int cell)
    {
        var (x, y) = (_board.XOf(cell), _board.YOf(cell));
        return _board.IsHex ? (HexStep * (x + (y / 2.0)), 1.5 * y) : (2 * x, 2 * y);
    }

    private static string Hexagon() => string.Join(' ', Enumerable.Range(0, 6).Select(corner =>
    {
        var angle = ((corner / 3.0) + (1 / 6.0)) * Math.PI;
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Cos(angle):0.###},{Math.Sin(angle):0.###}");
    }));
}
