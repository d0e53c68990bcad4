using RingRift.Game;
using RingRift.Web.Boards;

namespace RingRift.Web.Tests.Boards;

public sealed class CellFaceTests
{
    private static readonly GameState State = StateNotation.ParseComposed(
        GameRules.For(GameConfig.Parse("square8_2p")), "M1w0|5,0,1;5,0,0|S0,0=211;7,7=2|M0,1=2|C5,0=1|A-/f00000/q0.0.0.");

    [Theory]
    [InlineData(0, 0, "0,0, stack of 3, seat 1 on top with a cap of 2, from the bottom 2 1 1")]
    [InlineData(7, 7, "7,7, one ring of seat 2")]
    [InlineData(0, 1, "0,1, marker of seat 2")]
    [InlineData(5, 0, "5,0, territory of seat 1")]
    [InlineData(4, 4, "4,4, empty")]
    public void Should_say_what_lies_on_a_cell(int x, int y, string label) =>
        Assert.Equal(label, CellFace.Of(State, State.Board.CellAt(x, y), CellMark.None).Label);

    [Fact]
    public void Should_say_what_can_be_done_with_a_cell() => Assert.Equal(
        "4,4, empty, can be chosen, last move",
        CellFace.Of(State, State.Board.CellAt(4, 4), CellMark.Choosable | CellMark.LastMove | CellMark.Changed).Label);

    [Fact]
    public void When_nothing_has_changed_should_be_equal() => Assert.Equal(CellFace.Of(State, 0, CellMark.None), CellFace.Of(State.Clone(), 0, CellMark.None));
}
