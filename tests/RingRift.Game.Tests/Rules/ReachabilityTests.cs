using System.Text.Json;

namespace RingRift.Game.Tests.Rules;

public sealed class ReachabilityTests
{
    private const int GamesSkipped = 6;

    public static TheoryData<string> Files => [.. TestData.TraceFiles];

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Files))]
    public void Should_read_back_every_position_of_recorded_games(string file)
    {
        var positions = 0;
        foreach (var game in TestData.GamesOf(file).Where((_, index) => index % GamesSkipped == 0))
        {
            positions += ReadBack(JsonDocument.Parse(game).RootElement);
        }

        Assert.True(positions > 500);
    }

    [Theory]
    [InlineData(18, "G0w1|18,0,0;18,0,0|S|M|C|", "seat 1 is not the only one with a placement")]
    [InlineData(18, "G0w1|16,0,0;17,0,0|S4,6=11;6,6=2|M1,6=1;6,1=2|C|", "seat 1 is not the only one with a placement")]
    [InlineData(3, "G0w1|0,3,0;0,3,0|S|M|C|", "the first of two seats")]
    [InlineData(3, "G0w1|0,3,0;0,1,0|S2,2=1;5,5=2|M1,1=1;1,2=1;1,3=1;1,4=1|C|", "seat 1 has a line")]
    [InlineData(3, "P1w0|1,4,0;1,0,0|S|M|C|A-/f00000/q2.0.0.1+", "won the game for seat 1 (RingElimination)")]
    [InlineData(3, "P2w0|1,0,0;1,0,0|S1,1=11|M|C|A-/f00000/q2.0.0.2+", "neither in hand nor on the board")]
    [InlineData(3, "L2w0|1,3,0;1,1,0|S|M|C|A-/f10000/q2.0.0.2+", "seat 1 had won the game before this turn")]
    [InlineData(3, "M2w0|1,0,0;0,3,0|S1,1=2;3,3=1|M|C|A1,1/f10000/q2.0.0.2+", "seat 2 had won the game before this turn")]
    [InlineData(18, "F1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;1,2=2|C|A-/f10000/q2.0.0.1+2+", "phase F is for a seat that has done nothing")]
    [InlineData(18, "F1w0|17,0,0;18,0,0|S3,3=1|M|C|A-/f00000/q2.0.0.1+2+", "seat 1's first turn leaves")]
    [InlineData(18, "F1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;1,2=2|C|A-/f00000/q2.0.0.1+2+", "phase F is for a seat that has done nothing")]
    [InlineData(18, "K1w0|17,0,0;17,0,0|S3,3=1;3,4=2|M1,1=1;6,6=2|C|A3,3/f00000/q2.0.0.1+2+", "placing, moving and capturing are actions")]
    [InlineData(18, "M1w0|17,0,0;17,0,0|S3,3=1;3,4=2|M1,1=1;6,6=2|C|A3,3/f00000/q2.0.0.1+2+", "placing, moving and capturing are actions")]
    [InlineData(18, "C1w0|17,0,0;17,0,0|S3,3=1;6,5=2|M1,3=1;6,6=2|C|A3,3/f10000/q2.0.0.1+2+", "only where the stack can capture")]
    [InlineData(18, "C1w0|17,0,0;17,0,0|S3,3=1;3,4=2|M6,6=2|C|A3,3/f10000/q2.0.0.1+2+", "leaves a marker behind")]
    [InlineData(18, "L1w0|16,0,4;17,0,0|S3,3=112|M1,1=1;1,2=1;1,3=1;1,4=1|C0,0=1;0,1=1;0,2=1;0,3=1|A-/f10100/q2.0.0.1+2+", "by a seat that controls a stack")]
    [InlineData(18, "L1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1|C|A-/f10100/q2.0.0.1+2+", "a line that has collapsed")]
    [InlineData(18, "T1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1|C|A-/f10010/q2.0.0.1+2+", "an elimination is owed for a region")]
    [InlineData(18, "T1w0|16,0,1;17,0,0|S3,3=11;6,6=2|M1,1=1|C0,0=1|A-/f00010/q2.0.0.1+2+", "the first flag is 1")]
    [InlineData(18, "P1w0|18,0,0;18,0,0|S|M|C|A-/f11001/q0.0.0.", "recovery leads to phase L at once")]
    [InlineData(18, "P1w0|18,0,0;18,0,0|S|M|C|A-/f01001/q0.0.0.", "the first flag is 1")]
    [InlineData(18, "P1w0|18,0,0;18,0,0|S|M|C|A-/f10001/q0.0.0.", "the first flag is 0")]
    [InlineData(18, "P1w0|18,0,0;18,0,0|S|M|C|A-/f00000/q0.0.0.", "the pie rule is open")]
    [InlineData(18, "P1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;5,5=2|C|A-/f00001/q2.0.0.1+2+", "the pie rule is open")]
    [InlineData(18, "P2w0|16,0,0;18,0,0|S3,3=11|M1,1=1|C|A-/f00000/q2.0.0.2+", "the pie rule is open")]
    [InlineData(18, "P2w0|18,0,0;18,0,0|S|M|C|A-/f00001/q2.0.0.2+", "it is seat 1's turn")]
    [InlineData(18, "P2w0|18,0,0;17,0,0|S6,6=2|M5,5=2|C|A-/f00000/q2.0.0.2+", "seat 2 has played before seat 1")]
    [InlineData(18, "P1w0|16,0,0;18,0,0|S3,3=11|M1,1=1|C|A-/f00001/q2.0.0.1+", "it is seat 2's turn")]
    [InlineData(18, "P2w0|14,0,0;18,0,0|S3,3=1111|M1,1=1|C|A-/f00001/q2.0.0.2+", "seat 1's first turn leaves")]
    [InlineData(18, "M1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;5,5=2|C|A-/f10000/q2.0.0.1+2+", "the first flag is 0")]
    [InlineData(18, "L1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;5,5=2|C|A-/f00000/q2.0.0.1+2+", "had to move or capture")]
    [InlineData(18, "L1w0|17,0,0;17,0,0|S6,6=12|M1,1=2|C|A-/f00000/q2.0.0.1+2+", "had to place a ring")]
    [InlineData(18, "P2w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;1,2=1;1,3=1;1,4=1|C|A-/f00000/q2.0.0.2+", "seat 1 has a line")]
    [InlineData(18, "P2w0|16,0,0;18,0,0|S3,3=11|M1,1=1|C|A-/f00001/q0.0.0.", "begins with seat 2's first turn")]
    [InlineData(18, "P1w0|18,0,0;18,0,0|S|M|C|A-/f00001/q2.0.0.2+", "begins with seat 2's first turn")]
    [InlineData(18, "P1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;5,5=2|C|A-/f00000/q2.0.0.1+", "from seat 2 to seat 1")]
    [InlineData(18, "P1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;5,5=2|C|A-/f00000/q2.0.0.2+", "from seat 2 to seat 1")]
    [InlineData(18, "P2w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;5,5=2|C|A-/f00000/q2.0.0.1+2+", "from seat 2 to seat 2")]
    [InlineData(18, "P1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;5,5=2|C|A-/f00000/q2.0.0.1-2+", "seat 1 has a placement, move or capture")]
    [InlineData(18, "P1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;5,5=2|C|A-/f00000/q2.1.4.1+2+", "more than can pass without a win")]
    [InlineData(18, "P1w0|16,0,0;17,0,0|S3,3=11;6,6=2|M1,1=1;5,5=2|C|A-/f00000/q2.1.2147483647.1+2+", "LPS rounds from 0 to 1000000")]
    [InlineData(3, "P1w0|1,0,0;0,2,0|S3,3=211|M1,1=1;5,5=2|C|A-/f00000/q2.1.3.1+2-", "seat 1 has won by 3 LPS rounds")]
    public void When_no_game_leads_to_the_state_should_say_why(int rings, string text, string rule)
    {
        var rules = new GameRules(BoardKind.Square8, 2, rings);

        Assert.Contains(rule, Assert.Throws<StateFormatException>(() => StateNotation.Parse(rules, text)).Message, StringComparison.Ordinal);
    }

    private static int ReadBack(JsonElement game)
    {
        var state = new GameState(TestData.RulesOf(game.GetProperty("h")));
        AssertReadsBack(state);
        foreach (var ply in game.GetProperty("p").EnumerateArray())
        {
            state.Play(MoveNotation.Parse(state, ply[2].GetString()!));
            AssertReadsBack(state);
        }

        return state.Ply;
    }

    private static void AssertReadsBack(GameState state)
    {
        var text = StateNotation.Format(state);
        Assert.Equal(text, StateNotation.Format(StateNotation.Parse(state.Rules, text)));
    }
}
