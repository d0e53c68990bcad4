using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Local.Play;

namespace RingRift.Local.Tests.Play;

public sealed class TerminalGameTests
{
    private static readonly GameRules Rules = GameRules.For(GameConfig.Parse("hex8_2p"));

    [Fact]
    public async Task A_person_should_list_moves_be_corrected_and_move()
    {
        var output = new StringWriter();
        var state = new GameState(Rules);
        var input = new StringReader("?\nP:99,99:1\nP:1,0:3\nquit\n");
        Assert.False(await new TerminalGame(state, [null, null], input, output).PlayAsync(CancellationToken.None));
        Assert.True(state.Ply > 0);
        Assert.Contains("P:0,0:1", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("99,99", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1:3", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_input_should_leave_the_game() =>
        Assert.False(await new TerminalGame(new GameState(Rules), [null, new RandomPlayer()], TextReader.Null, new StringWriter()).PlayAsync(CancellationToken.None));

    [Theory]
    [InlineData("square8_2p")]
    [InlineData("hex8_2p")]
    [InlineData("square19_2p")]
    [InlineData("hexagonal_2p")]
    public void Every_cell_should_be_drawn(string config)
    {
        var state = new GameState(GameRules.For(GameConfig.Parse(config)));
        Assert.Equal(state.Board.CellCount, BoardText.Draw(state).Count(character => character == '.'));
    }
}
