using RingRift.Game;

namespace RingRift.Learning.Encoding;

/// <summary>
/// One symmetry of a board as permutations: 8 of the square, 12 of the hexagon. Used to enlarge training data.
/// </summary>
/// <remarks>
/// Lines, windows and regions are named by their first cell in reading order, which is no notion a rotation keeps: such actions have no
/// image, and positions that have them keep their orientation. On hex8 territory borders spread by square offsets, which only the four
/// symmetries that keep the (1,1) diagonal respect; the other eight are close, not exact. <see cref="ExactFor"/> leaves them out (ADR
/// 0003).
/// </remarks>
public sealed class BoardSymmetry
{
    private readonly int[] _squares;
    private readonly int[] _actions;

    private BoardSymmetry(ActionSpace space, BoardTensor tensor, int index, int[] cells, bool exact)
    {
        Index = index;
        IsExact = exact;
        _squares = [.. Enumerable.Range(0, tensor.Area)];
        _actions = new int[space.Count];
        Array.Fill(_actions, -1);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            _squares[tensor.SquareOf(cells[cell])] = tensor.SquareOf(cell);
        }

        MapActions(space, tensor, cells, index == 0);
    }

    /// <summary>Number of the symmetry; 0 is the identity.</summary>
    public int Index { get; }

    /// <summary>Whether every rule respects it.</summary>
    public bool IsExact { get; }

    /// <summary>For every square of the turned board the square its value comes from; squares off the board keep theirs.</summary>
    public ReadOnlySpan<int> SourceSquares => _squares;

    /// <summary>For every action its image, -1 where it has none. Scalar actions are their own.</summary>
    public ReadOnlySpan<int> ActionImages => _actions;

    /// <summary>All symmetries of a board, the identity first.</summary>
    public static IReadOnlyList<BoardSymmetry> AllFor(GameConfig config)
    {
        var board = Board.For(config.Board);
        var (space, tensor) = (ActionSpace.For(config), BoardTensor.For(config.Board));
        var turns = board.IsHex ? 6 : 4;
        return [.. Enumerable.Range(0, 2 * turns).Select(index =>
        {
            var cells = Enumerable.Range(0, board.CellCount).Select(cell => ImageOf(board, cell, index % turns, index >= turns)).ToArray();
            return new BoardSymmetry(space, tensor, index, cells, config.Board != BoardKind.Hex8 || KeepsDiagonal(board, cells));
        })];
    }

    /// <summary>The symmetries that every rule respects, the identity first: 8, 4 (hex8) or 12 (hexagonal).</summary>
    public static IReadOnlyList<BoardSymmetry> ExactFor(GameConfig config) => [.. AllFor(config).Where(symmetry => symmetry.IsExact)];

    private void MapActions(ActionSpace space, BoardTensor tensor, int[] cells, bool identity)
    {
        var board = tensor.Board;
        for (var scalar = space.ScalarBase; scalar < space.Count; scalar++)
        {
            _actions[scalar] = scalar;
        }

        for (var plane = 0; plane < space.SpatialPlanes; plane++)
        {
            for (var cell = 0; cell < cells.Length; cell++)
            {
                var image = identity ? plane : ImageOfPlane(space, board, cells, plane, cell);
                var target = image < 0 ? -1 : (image * tensor.Area) + tensor.SquareOf(cells[cell]);
                _actions[(plane * tensor.Area) + tensor.SquareOf(cell)] = target;
            }
        }
    }

    private static int ImageOfPlane(ActionSpace space, Board board, int[] cells, int plane, int cell)
    {
        if (plane < space.SlidePlane(0, 1) || plane == space.EliminatePlane)
        {
            return plane;
        }

        if (plane > space.EliminatePlane)
        {
            return -1;
        }

        var (direction, distance) = Math.DivRem(plane - space.SlidePlane(0, 1), space.LongestSlide);
        var next = board.Step(cell, direction);
        return next < 0 ? -1 : space.SlidePlane(board.DirectionTo(cells[cell], cells[next]), distance + 1);
    }

    private static int ImageOf(Board board, int cell, int turns, bool mirrored)
    {
        var (x, y) = (board.XOf(cell), board.YOf(cell));
        (x, y) = mirrored ? (y, x) : (x, y);
        for (var turn = 0; turn < turns; turn++)
        {
            (x, y) = board.IsHex ? (-y, x + y) : (board.Size - 1 - y, x);
        }

        return board.CellAt(x, y);
    }

    private static bool KeepsDiagonal(Board board, int[] cells)
    {
        var image = cells[board.CellAt(1, 1)];
        return Math.Abs(board.XOf(image)) == 1 && board.XOf(image) == board.YOf(image);
    }
}
