using RingRift.Game;

namespace RingRift.Learning.Encoding;

/// <summary>Where the cells of a board lie in a dense square of rows: hexagonal boards use the axial square around them.</summary>
/// <remarks>
/// hex8 becomes 9x9 with 61 cells on the board, hexagonal 25x25 with 469. Column = x, row = y, both from the board's minimum.
/// </remarks>
public sealed class BoardTensor
{
    private static readonly BoardTensor[] Tensors = [.. Enum.GetValues<BoardKind>().Select(kind => new BoardTensor(Board.For(kind)))];

    private readonly int[] _squareOfCell;
    private readonly int[] _cellOfSquare;

    private BoardTensor(Board board)
    {
        Board = board;
        Height = Width = board.Size;
        _squareOfCell = new int[board.CellCount];
        _cellOfSquare = new int[Area];
        Array.Fill(_cellOfSquare, -1);
        for (var cell = 0; cell < board.CellCount; cell++)
        {
            _squareOfCell[cell] = ((board.YOf(cell) - board.Minimum) * Width) + board.XOf(cell) - board.Minimum;
            _cellOfSquare[_squareOfCell[cell]] = cell;
        }
    }

    /// <summary>The board.</summary>
    public Board Board { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Squares, on the board or not.</summary>
    public int Area => Height * Width;

    /// <summary>Square of each cell, row * Width + column.</summary>
    public ReadOnlySpan<int> Squares => _squareOfCell;

    /// <summary>The shared layout of a board.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not one of the four boards.</exception>
    public static BoardTensor For(BoardKind kind) => Tensors[(int)Board.For(kind).Kind];

    /// <summary>The square of a cell.</summary>
    public int SquareOf(int cell) => _squareOfCell[cell];

    /// <summary>The cell of a square, -1 off the board.</summary>
    public int CellOf(int square) => _cellOfSquare[square];
}
