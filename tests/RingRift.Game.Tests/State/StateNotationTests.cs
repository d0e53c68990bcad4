namespace RingRift.Game.Tests.State;

public sealed class StateNotationTests
{
    private static readonly GameRules Rules = new(BoardKind.Square8, 2, 3);

    [Theory]
    [MemberData(nameof(RandomGame.Configs), MemberType = typeof(RandomGame))]
    public void Should_rebuild_a_position_that_plays_the_same(string config)
    {
        var rules = RandomGame.Short(GameConfig.Parse(config));
        var again = new MoveList();
        var end = RandomGame.Play(
            rules,
            23,
            (state, moves) =>
            {
                var text = StateNotation.Format(state);
                var rebuilt = StateNotation.Parse(rules, text);
                rebuilt.LegalMoves(again);

                Assert.Equal(text, StateNotation.Format(rebuilt));
                Assert.Equal(moves.AsSpan(), again.AsSpan());
                var move = moves[state.Ply % moves.Count];
                var copy = state.Clone();
                copy.PlayLegal(move);
                rebuilt.PlayLegal(move);
                Assert.Equal(StateNotation.Format(copy), StateNotation.Format(rebuilt));
            },
            400);

        Assert.Equal(StateNotation.Format(end), StateNotation.Format(StateNotation.Parse(rules, StateNotation.Format(end))));
    }

    [Theory]
    [MemberData(nameof(RandomGame.Configs), MemberType = typeof(RandomGame))]
    public void Should_rebuild_how_a_game_ended(string config)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var end = RandomGame.Play(RandomGame.Short(GameConfig.Parse(config)), seed);
            var rebuilt = StateNotation.Parse(end.Rules, StateNotation.Format(end));

            Assert.Equal((end.Winner, end.EndKind), (rebuilt.Winner, rebuilt.EndKind));
        }
    }

    [Theory]
    [InlineData("", "six fields")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M|C", "six fields")]
    [InlineData("X1w0|3,0,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "phase letter")]
    [InlineData("P3w0|3,0,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "the seat to move from 1 to 2")]
    [InlineData("P0w0|3,0,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "the seat to move from 1 to 2")]
    [InlineData("P1w1|3,0,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "only a finished game")]
    [InlineData("P1w0|3,0,0|S|M|C|A-/f00000/q0.0.0.", "one hand for each of 2 seats")]
    [InlineData("P1w0|3,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "hand,eliminated,territory")]
    [InlineData("P1w0|4,0,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "rings in hand from 0 to 3")]
    [InlineData("P1w0|-1,0,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "rings in hand from 0 to 3")]
    [InlineData("P1w0|3,0,0;3,0,0|S1,1=1|M|C|A-/f00000/q0.0.0.", "more than its 3")]
    [InlineData("P1w0|2,0,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "1 rings are neither in hand nor on the board, but 0")]
    [InlineData("P1w0|3,1,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "but 1 are credited")]
    [InlineData("P1w0|3,0,1;3,0,0|S|M|C|A-/f00000/q0.0.0.", "owns 0 collapsed cells")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M|C1,1=1|A-/f00000/q0.0.0.", "owns 1 collapsed cells")]
    [InlineData("P1w0|2,0,0;3,0,0|S1,1=3|M|C|A-/f00000/q0.0.0.", "owner of a ring from 1 to 2")]
    [InlineData("P1w0|2,0,0;3,0,0|S1,1=|M|C|A-/f00000/q0.0.0.", "at least one ring")]
    [InlineData("P1w0|2,0,0;3,0,0|S1,8=1|M|C|A-/f00000/q0.0.0.", "not a cell of square8")]
    [InlineData("P1w0|2,0,0;3,0,0|S1,1=1|M1,1=2|C|A-/f00000/q0.0.0.", "one stack, or one marker")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M1,1=2;1,1=2|C|A-/f00000/q0.0.0.", "named once")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M1,1=0|C|A-/f00000/q0.0.0.", "owner of a marker from 1 to 2")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M1,2=1;1,1=1|C|A-/f00000/q0.0.0.", "not canonical")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M|C|A1,1/f00000/q0.0.0.", "phases C and K name the active stack")]
    [InlineData("C1w0|2,0,0;3,0,0|S1,1=1|M|C|A-/f10000/q0.0.0.", "phases C and K name the active stack")]
    [InlineData("M1w0|3,0,0;2,0,0|S1,1=2|M|C|A1,1/f10000/q0.0.0.", "controls no stack on the active cell")]
    [InlineData("K1w0|2,0,0;3,0,0|S1,1=1|M|C|A1,1/f10000/q0.0.0.", "nothing to do in this phase")]
    [InlineData("F1w0|3,0,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "nothing to do in this phase")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M|C|A-/f0000/q0.0.0.", "five flags")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M|C|A-/f00002/q0.0.0.", "a flag is 0 or 1")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M|C|A-/f00100/q0.0.0.", "phase L only")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M|C|A-/f00010/q0.0.0.", "phase T only")]
    [InlineData("M2w0|3,0,0;3,0,0|S|M|C|A-/f00001/q0.0.0.", "pie rule")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M|C|A-/f00001/q0.0.0", "first.player.rounds.mask")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M|C|A-/f00001/q0.1.0.", "LPS rounds belong to a seat")]
    [InlineData("P1w0|3,0,0;3,0,0|S|M|C|A-/f00001/q1.0.0.1*", "+ or -")]
    [InlineData("P1w0|0,3,0;3,0,0|S|M|C|A-/f00000/q0.0.0.", "a seat without rings has no turn")]
    [InlineData("G1w1|3,0,0;3,0,0|S|M|C|", "no seat to move")]
    [InlineData("G0w3|3,0,0;3,0,0|S|M|C|", "the winner from 1 to 2")]
    [InlineData("G0w1|0,0,0;0,6,0|S|M|C|", "won by seat 2 (RingElimination)")]
    public void When_the_state_is_impossible_should_name_the_fault(string text, string rule)
    {
        var failure = Assert.Throws<StateFormatException>(() => StateNotation.Parse(Rules, text));

        Assert.Contains(rule, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_composed_should_allow_rings_to_be_missing()
    {
        const string Text = "P1w0|1,0,0;1,0,0|S1,1=1|M|C|A-/f00000/q0.0.0.";

        Assert.Equal(Text, StateNotation.Format(StateNotation.ParseComposed(Rules, Text)));
        Assert.Throws<StateFormatException>(() => StateNotation.Parse(Rules, Text));
    }

    [Fact]
    public void When_composed_should_allow_more_rings_than_the_supply_and_play_on_with_them()
    {
        const string Text = "P1w0|3,0,0;3,0,0|S1,1=111;4,4=2222|M|C|A-/f00000/q2.0.0.1+2+";
        var state = StateNotation.ParseComposed(Rules, Text);
        var copy = new GameState(Rules);
        copy.CopyFrom(state.Clone());
        foreach (var move in (string[])["P:0,0:3", "M:0,0>0,3", "NL", "NT", "P:7,7:3"])
        {
            copy.Play(MoveNotation.Parse(copy, move));
        }

        Assert.Equal("M2w0|0,0,0;0,0,0|S0,3=111;1,1=111;4,4=2222;7,7=222|M0,0=1|C|A7,7/f10000/q2.0.0.2+", StateNotation.Format(copy));
        Assert.Equal(Text, StateNotation.Format(state));
        Assert.Equal(StateNotation.Format(copy), StateNotation.Format(StateNotation.ParseComposed(Rules, StateNotation.Format(copy))));
        Assert.Throws<StateFormatException>(() => StateNotation.Parse(Rules, Text));
    }

    [Fact]
    public void When_composed_should_count_no_more_rings_than_there_is_room_for()
    {
        var rules = new GameRules(BoardKind.Square8, 4, GameRules.MostRingsPerPlayer);
        var hands = string.Join(';', Enumerable.Repeat("400,0,0", 4));

        Assert.Equal(Phase.Placement, StateNotation.ParseComposed(rules, $"P1w0|{hands}|S|M|C|A-/f00000/q0.0.0.").Phase);
        Assert.Contains(
            "1601 rings are in hand and on the board",
            Assert.Throws<StateFormatException>(
                () => StateNotation.ParseComposed(rules, $"P1w0|{hands}|S1,1=1|M|C|A-/f00000/q0.0.0.")).Message,
            StringComparison.Ordinal);
    }
}
