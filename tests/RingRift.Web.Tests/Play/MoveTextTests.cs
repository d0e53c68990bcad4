using RingRift.Game;
using RingRift.Web.Play;

namespace RingRift.Web.Tests.Play;

public sealed class MoveTextTests
{
    [Theory]
    [InlineData("P1w0|18,0,0;17,0,0|S2,2=2|M|C|A-/f00000/q0.0.0.", "P:0,0:2", "place 2 rings on 0,0")]
    [InlineData("M1w0|5,0,0;5,0,0|S0,0=211;0,3=222;3,0=12;3,3=1|M|C|A-/f00000/q0.0.0.", "C:0,0>3,0>4,0", "capture from 0,0 over 3,0, landing on 4,0")]
    [InlineData(
        "L1w0|3,0,0;5,0,0|S7,7=1|M0,0=1;1,0=1;2,0=1;3,0=1;4,0=1|C|A-/f10000/q0.0.0.", "LM:0,0;1,0;2,0;3,0;4,0:1,0;2,0;3,0;4,0",
        "collapse 4 cells of the line, from 1,0 on, for nothing")]
    [InlineData("T1w0|3,0,0;3,0,0|S0,0=2;4,4=1;5,5=11;6,0=2|M0,1=1;1,0=1|C|A-/f10000/q0.0.0.", "T:1:0,0:73348214", "take the region of 1 cell with 0,0")]
    [InlineData("M1w0|0,0,0;5,0,0|S7,7=12|M1,3=1|C|A-/f00000/q2.0.0.1-2+", "RF:1,3>0,2:7,7", "slide the marker from 1,3 to 0,2, pay with a buried ring of 7,7")]
    public void Should_say_what_a_move_does(string position, string move, string text)
    {
        var state = StateNotation.ParseComposed(GameRules.For(GameConfig.Parse("square8_2p")), position);
        Assert.Equal(text, MoveText.Describe(state, MoveNotation.Parse(state, move)));
    }

    /// <summary>A list of moves in which two read the same would leave the choice to chance.</summary>
    [Theory]
    [InlineData("hex8_4p_small.jsonl.gz")]
    [InlineData("square8_2p_small.jsonl.gz")]
    public void Should_tell_all_legal_moves_of_a_position_apart(string file)
    {
        foreach (var game in RecordedGame.Read(file).Take(10))
        {
            var state = new GameState(GameRecord.Parse(game.Rules).State.Rules);
            foreach (var (notation, _) in game.Plies)
            {
                var listed = new MoveChoice(state).Listed.Select(move => MoveText.Describe(state, move)).ToList();
                Assert.Equal(listed.Distinct(), listed);
                state.Play(MoveNotation.Parse(state, notation));
            }
        }
    }
}
