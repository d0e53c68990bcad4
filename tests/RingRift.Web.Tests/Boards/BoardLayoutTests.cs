using System.Globalization;
using RingRift.Game;
using RingRift.Web.Boards;

namespace RingRift.Web.Tests.Boards;

public sealed class BoardLayoutTests
{
    public static TheoryData<BoardKind> Kinds => [.. Enum.GetValues<BoardKind>()];

    /// <summary>Neighbours are a width of a cell apart, or the diagonal of a square; nothing is nearer.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_keep_cells_apart_and_neighbours_together(BoardKind kind)
    {
        var (board, layout) = (Board.For(kind), BoardLayout.For(kind));
        var width = board.IsHex ? Math.Sqrt(3) : 2;
        for (var cell = 0; cell < board.CellCount; cell++)
        {
            for (var other = 0; other < cell; other++)
            {
                var (a, b) = (layout.CentreOf(cell), layout.CentreOf(other));
                var apart = Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));
                Assert.True(apart > width - 0.001);
                Assert.Equal(board.Distance(cell, other) == 1, apart < (width * Math.Sqrt(board.IsHex ? 1 : 2)) + 0.001);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Should_hold_every_cell_once_and_within_the_picture(BoardKind kind)
    {
        var layout = BoardLayout.For(kind);
        Assert.Equal(Enumerable.Range(0, Board.For(kind).CellCount), layout.Rows.SelectMany(row => row).Order());
        var box = layout.ViewBox.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToList();
        Assert.All(layout.Rows.SelectMany(row => row).Select(layout.CentreOf), centre =>
        {
            Assert.InRange(centre.X, box[0] + 0.8, box[0] + box[2] - 0.8);
            Assert.InRange(centre.Y, box[1] + 0.8, box[1] + box[3] - 0.8);
        });
    }
}
