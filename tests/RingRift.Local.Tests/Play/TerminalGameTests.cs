using System.Text.Json;
using RingRift.Game;
using RingRift.Learning.Players;
using RingRift.Local.Play;

namespace RingRift.Local.Tests.Play;

public sealed class TerminalGameTests
{
    private static readonly GameRules Rules = GameRules.For(GameConfig.Parse("hex8_2p"));

    [Fact]
    public async Task When_a_person_plays_should_list_moves_correct_and_move()
    {
        var output = new StringWriter();
        var state = new GameState(Rules);
        var input = new StringReader("?\nP:99,99:1\nP:1,0:3\nquit\n");
        Assert.False(await new TerminalGame(state, [null, null], input, new TextGameView(output)).PlayAsync(CancellationToken.None));
        Assert.True(state.Ply > 0);
        Assert.Contains("P:0,0:1", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("99,99", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1:3", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_rule_refuses_a_move_should_tell_a_person_which()
    {
        var (output, state) = (new StringWriter(), new GameState(Rules));
        var input = new StringReader("M:0,0>1,0\nP:1,0:3\nM:1,0>2,0\n");

        await new TerminalGame(state, [null, null], input, new TextGameView(output)).PlayAsync(CancellationToken.None);

        Assert.Contains("a placement needs an open cell", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("only the stack just placed on 1,0 may move", output.ToString(), StringComparison.Ordinal);
        Assert.Equal((1, Phase.Movement), (state.Ply, state.Phase));
    }

    [Fact]
    public async Task When_a_script_plays_should_write_turns_refusals_plies_and_the_result()
    {
        var (output, state) = (new StringWriter(), new GameState(new GameRules(BoardKind.Hex8, 2, 1, swapRule: false)));
        var input = new StringReader("?\nP:9,9:1\nP:0,0:1\nM:0,0>0,1\n" + string.Concat(Enumerable.Repeat("quit\n", 3)));

        await new TerminalGame(state, [null, new RandomPlayer()], input, new JsonGameView(output)).PlayAsync(CancellationToken.None);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["turn", "turn", "refused", "turn", "ply", "turn", "ply"], lines.Take(7).Select(line => line.GetProperty("kind").GetString()));
        Assert.Contains("P:0,0:1", lines[0].GetProperty("moves").EnumerateArray().Select(move => move.GetString()));
        Assert.Contains("9,9", lines[2].GetProperty("reason").GetString(), StringComparison.Ordinal);
        var ply = lines[4];
        Assert.Equal((0, 1), (ply.GetProperty("ply").GetInt32(), ply.GetProperty("seat").GetInt32()));
        Assert.Equal(("human", "P:0,0:1"), (ply.GetProperty("player").GetString(), ply.GetProperty("move").GetString()));
        Assert.Equal("M1w0|0,0,0;1,0,0|S0,0=1|M|C|A0,0/f10000/q0.0.0.", ply.GetProperty("state").GetString());
    }

    [Fact]
    public async Task When_the_input_ends_should_leave_the_game() =>
        Assert.False(await new TerminalGame(new GameState(Rules), [null, new RandomPlayer()], TextReader.Null, new TextGameView(new StringWriter())).PlayAsync(CancellationToken.None));

    [Theory]
    [InlineData("square8_2p")]
    [InlineData("hex8_2p")]
    [InlineData("square19_2p")]
    [InlineData("hexagonal_2p")]
    public void Should_draw_every_cell(string config)
    {
        var state = new GameState(GameRules.For(GameConfig.Parse(config)));
        Assert.Equal(state.Board.CellCount, BoardText.Draw(state).Count(character => character == '.'));
    }
}
