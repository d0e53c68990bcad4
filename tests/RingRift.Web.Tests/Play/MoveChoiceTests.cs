using RingRift.Game;
using RingRift.Web.Play;

namespace RingRift.Web.Tests.Play;

/// <summary>Every legal move can be put together by cells and the list, in every phase of recorded games.</summary>
public sealed class MoveChoiceTests
{
    public static TheoryData<string> Files => [.. RecordedGame.Files.Where(file => file.Contains("_small", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Should_lead_to_every_move_that_was_played(string file)
    {
        foreach (var game in RecordedGame.Read(file).Take(6))
        {
            var state = new GameState(GameRecord.Parse(game.Rules).State.Rules);
            foreach (var (notation, _) in game.Plies)
            {
                var move = MoveNotation.Parse(state, notation);
                Assert.True(Reaches(state, move), $"{StateNotation.Format(state)}: {notation}");
                state.Play(move);
            }
        }
    }

    [Fact]
    public void When_a_cell_is_chosen_twice_should_forget_it()
    {
        var choice = Choice("P1w0|18,0,0;17,0,0|S2,-2=2|M|C|A-/f00000/q0.0.0.");
        Assert.Equal(default, choice.Choose(CellOf(0, 0)));
        Assert.Equal(["P:0,0:1", "P:0,0:2", "P:0,0:3"], Listed(choice, "P"));
        choice.Choose(CellOf(0, 0));
        Assert.Empty(choice.Cells);
        Assert.Empty(Listed(choice, "P:"));
    }

    [Fact]
    public void When_another_stack_is_chosen_should_go_on_with_that()
    {
        var choice = Choice("M1w0|14,0,0;17,0,0|S-3,0=2;0,0=1;1,1=1|M|C|A-/f00000/q0.0.0.");
        choice.Choose(CellOf(0, 0));
        Assert.Equal(default, choice.Choose(CellOf(1, 1)));
        Assert.Equal([CellOf(1, 1)], choice.Cells);
    }

    [Fact]
    public void When_a_target_has_one_landing_should_capture()
    {
        var choice = Choice("M1w0|14,0,0;14,0,0|S-3,0=111;1,0=2;3,0=2|M|C|A-/f00000/q0.0.0.");
        choice.Choose(CellOf(-3, 0));
        Assert.Equal(MoveKind.OvertakingCapture, choice.Choose(CellOf(1, 0)).Move!.Value.Kind);
    }

    [Fact]
    public void When_one_stack_must_act_should_have_chosen_it()
    {
        var choice = Choice("M1w0|16,0,0;17,0,0|S0,0=11;1,1=1|M|C|A0,0/f10000/q0.0.0.");
        Assert.Equal([CellOf(0, 0)], choice.Cells);
        Assert.Contains("only that stack", choice.Choose(CellOf(1, 1)).Refusal, StringComparison.Ordinal);
        Assert.Equal(MoveKind.MoveStack, choice.Choose(CellOf(0, 2)).Move!.Value.Kind);
    }

    private static bool Reaches(GameState state, Move move)
    {
        var choice = new MoveChoice(state);
        if (choice.Forced == move)
        {
            return true;
        }

        foreach (var cells in MoveSteps.Of(state, move))
        {
            if (choice.Listed.Contains(move))
            {
                return true;
            }

            var next = cells.Where(choice.Choosable.Contains).ToList();
            if (next.Count > 0 && choice.Choose(next[0]) is { Move: { } clear })
            {
                return clear == move;
            }
        }

        return choice.Listed.Contains(move);
    }

    private static MoveChoice Choice(string position) =>
        new(StateNotation.ParseComposed(GameRules.For(GameConfig.Parse("hex8_2p")), position));

    private static List<string> Listed(MoveChoice choice, string prefix)
    {
        var state = StateNotation.ParseComposed(GameRules.For(GameConfig.Parse("hex8_2p")), "P1w0|18,0,0;17,0,0|S2,-2=2|M|C|A-/f00000/q0.0.0.");
        return [.. choice.Listed.Select(move => MoveNotation.Format(state, move)).Where(text => text.StartsWith(prefix, StringComparison.Ordinal))];
    }

    private static int CellOf(int x, int y) => Board.For(BoardKind.Hex8).CellAt(x, y);
}
