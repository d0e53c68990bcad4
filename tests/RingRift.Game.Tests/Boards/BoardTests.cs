namespace RingRift.Game.Tests.Boards;

public sealed class BoardTests
{
    public static TheoryData<BoardKind> Kinds => [.. Enum.GetValues<BoardKind>()];

    [Theory]
    [InlineData(BoardKind.Square8, 64, 8)]
    [InlineData(BoardKind.Square19, 361, 8)]
    [InlineData(BoardKind.Hex8, 61, 6)]
    [InlineData(BoardKind.Hexagonal, 469, 6)]
    public void Should_have_its_cells_and_directions(BoardKind kind, int cells, int directions)
    {
        var board = Board.For(kind);

        Assert.Equal(cells, board.CellCount);
        Assert.Equal(directions, board.DirectionCount);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_number_cells_by_x_then_y_and_find_them_again(BoardKind kind)
    {
        var board = Board.For(kind);
        for (var cell = 0; cell < board.CellCount; cell++)
        {
            Assert.Equal(cell, board.CellAt(board.XOf(cell), board.YOf(cell)));
            if (cell > 0)
            {
                Assert.True((board.XOf(cell - 1), board.YOf(cell - 1)).CompareTo((board.XOf(cell), board.YOf(cell))) < 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_come_back_by_the_opposite_direction(BoardKind kind)
    {
        var board = Board.For(kind);
        for (var cell = 0; cell < board.CellCount; cell++)
        {
            for (var direction = 0; direction < board.DirectionCount; direction++)
            {
                var next = board.Step(cell, direction);
                var expected = board.CellAt(board.XOf(cell) + board.DxOf(direction), board.YOf(cell) + board.DyOf(direction));
                Assert.Equal(expected, next);
                if (next >= 0)
                {
                    Assert.Equal(cell, board.Step(next, board.Opposite(direction)));
                    Assert.Equal(direction, board.DirectionTo(cell, next));
                    Assert.Equal(1, board.Distance(cell, next));
                }
            }
        }
    }

    [Theory]
    [InlineData(BoardKind.Square8, -1, 0)]
    [InlineData(BoardKind.Square8, 0, 8)]
    [InlineData(BoardKind.Square19, 19, 0)]
    [InlineData(BoardKind.Hex8, 4, 1)]
    [InlineData(BoardKind.Hex8, -3, -2)]
    [InlineData(BoardKind.Hexagonal, 13, -13)]
    [InlineData(BoardKind.Hexagonal, int.MaxValue, int.MinValue)]
    public void When_a_coordinate_is_off_the_board_should_have_no_cell(BoardKind kind, int x, int y) =>
        Assert.Equal(-1, Board.For(kind).CellAt(x, y));

    [Theory]
    [InlineData(BoardKind.Square8, 0, 0, 2, 1)]
    [InlineData(BoardKind.Hex8, 0, 0, 1, 1)]
    [InlineData(BoardKind.Hex8, 0, 0, 0, 0)]
    public void When_two_cells_share_no_line_should_have_no_direction(BoardKind kind, int x, int y, int toX, int toY)
    {
        var board = Board.For(kind);

        Assert.Equal(-1, board.DirectionTo(board.CellAt(x, y), board.CellAt(toX, toY)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_step_along_line_axes_to_higher_cells(BoardKind kind)
    {
        var board = Board.For(kind);
        foreach (var axis in board.LineAxes)
        {
            var next = board.Step(board.CellAt(0, 1), axis);
            Assert.True(next > board.CellAt(0, 1));
        }
    }

    [Fact]
    public void When_the_kind_is_unknown_should_name_the_boards()
    {
        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => Board.For((BoardKind)7));

        Assert.Contains("Square8, Square19, Hex8 or Hexagonal", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_keep_cell_fingerprints_because_stored_moves_carry_them()
    {
        Assert.Equal(469, Enumerable.Range(0, 469).Select(Board.CellFingerprint).Distinct().Count());
        Assert.Equal(0xE220A839u, Board.CellFingerprint(0));
    }
}
