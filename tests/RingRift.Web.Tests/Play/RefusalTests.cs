using RingRift.Game;
using RingRift.Web.Play;

namespace RingRift.Web.Tests.Play;

/// <summary>The reason that is given for a cell that does not do.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("P1w0|5,0,0;5,0,1|S5,5=2|M1,1=2|C0,0=2|A-/f00000/q0.0.0.", "", "0,0", "territory of seat 2")]
    [InlineData("P1w0|5,0,0;5,0,1|S5,5=2|M1,1=2|C0,0=2|A-/f00000/q0.0.0.", "", "1,1", "There is a marker on 1,1")]
    [InlineData("P1w0|0,0,0;5,0,0|S3,3=1;5,5=2|M|C|A-/f00000/q0.0.0.", "", "1,1", "no ring in hand")]
    [InlineData("P1w0|5,0,0;5,0,2|S1,0=22;5,5=2|M|C0,1=2;1,1=2|A-/f00000/q0.0.0.", "", "0,0", "neither move nor capture")]
    [InlineData("M1w0|5,0,0;5,0,1|S0,0=11;7,7=2|M0,1=2|C5,0=2|A-/f00000/q0.0.0.", "", "3,3", "no stack on 3,3")]
    [InlineData("M1w0|5,0,0;5,0,1|S0,0=11;7,7=2|M0,1=2|C5,0=2|A-/f00000/q0.0.0.", "", "7,7", "Seat 2 has the top ring on 7,7")]
    [InlineData("M1w0|5,0,0;5,0,1|S0,0=11;7,7=2|M0,1=2|C5,0=2|A-/f00000/q0.0.0.", "0,0", "0,1", "0,1 is 1 away")]
    [InlineData("M1w0|5,0,0;5,0,1|S0,0=11;7,7=2|M0,1=2|C5,0=2|A-/f00000/q0.0.0.", "0,0", "5,0", "5,0 is territory")]
    [InlineData("M1w0|5,0,0;5,0,1|S0,0=11;7,7=2|M0,1=2|C5,0=2|A-/f00000/q0.0.0.", "0,0", "6,0", "territory on 5,0 is in the way")]
    [InlineData("M1w0|5,0,0;5,0,1|S0,0=11;7,7=2|M0,1=2|C5,0=2|A-/f00000/q0.0.0.", "0,0", "1,2", "not on a straight line")]
    [InlineData("M1w0|5,0,0;5,0,0|S0,0=211;0,3=222;3,0=12;3,3=1|M|C|A-/f00000/q0.0.0.", "0,0", "0,4", "cap of 3 is higher than yours of 2")]
    [InlineData("M1w0|5,0,0;5,0,0|S0,0=211;0,3=222;3,0=12;3,3=1|M|C|A-/f00000/q0.0.0.", "0,0", "0,3", "never lands on a stack, and the cap of 3")]
    [InlineData("M1w0|5,0,0;5,0,0|S0,0=1;1,0=2;2,0=2|M|C|A-/f00000/q0.0.0.", "0,0", "3,0", "jumps over one stack")]
    [InlineData("M1w0|5,0,0;5,0,0|S0,0=1;1,0=2;2,0=2|M|C|A-/f00000/q0.0.0.", "0,0", "1,0", "no room for that")]
    [InlineData("C1w0|5,0,0;5,0,0|S2,0=1;4,0=2|M0,0=1|C|A2,0/f10000/q0.0.0.", "2,0", "2,3", "may only capture (R103)")]
    [InlineData("L1w0|3,0,0;5,0,0|S7,7=1|M0,0=1;1,0=1;2,0=1;3,0=1;4,0=1|C|A-/f10000/q0.0.0.", "", "5,5", "not in a line of yours")]
    [InlineData("T1w0|3,0,0;3,0,0|S0,0=2;4,4=1;5,5=11;6,0=2;7,7=2|M0,1=1;1,0=1;6,7=1;7,6=1|C|A-/f10000/q0.0.0.", "", "4,4", "not in a region")]
    [InlineData("M1w0|0,0,0;5,0,0|S7,7=12|M1,3=1|C|A-/f00000/q2.0.0.1-2+", "", "7,7", "choose one of your markers, not 7,7")]
    [InlineData("M1w0|0,0,0;5,0,0|S7,7=12|M1,3=1|C|A-/f00000/q2.0.0.1-2+", "1,3", "1,5", "does not slide from 1,3 to 1,5")]
    public void Should_name_what_stands_in_the_way(string position, string chosen, string cell, string reason)
    {
        var state = StateNotation.ParseComposed(GameRules.For(GameConfig.Parse("square8_2p")), position);
        var choice = new MoveChoice(state);
        if (chosen.Length > 0 && choice.Cells.Count == 0)
        {
            Assert.Equal(default, choice.Choose(CellOf(chosen)));
        }

        var result = choice.Choose(CellOf(cell));
        Assert.Null(result.Move);
        Assert.Contains(reason, result.Refusal, StringComparison.Ordinal);
    }

    /// <summary>Whatever cell is chosen in a recorded game, it is taken, or there is a reason that cites a rule.</summary>
    [Theory]
    [InlineData("hex8_3p_small.jsonl.gz")]
    [InlineData("square8_2p_small.jsonl.gz")]
    public void Should_cite_a_rule_for_every_cell_that_does_not_do(string file)
    {
        var state = new GameState(GameRecord.Parse(RecordedGame.Read(file).First().Rules).State.Rules);
        foreach (var (notation, _) in RecordedGame.Read(file).First().Plies)
        {
            for (var cell = 0; cell < state.Board.CellCount; cell++)
            {
                var choice = new MoveChoice(state);
                var (isChoosable, isGiven) = (choice.Choosable.Contains(cell), choice.Cells.Contains(cell));
                var refusal = choice.Choose(cell).Refusal;
                Assert.True(isChoosable || isGiven ? refusal is null : refusal is not null && refusal.EndsWith(").", StringComparison.Ordinal),
                    $"{StateNotation.Format(state)}: {cell}: {refusal}");
            }

            state.Play(MoveNotation.Parse(state, notation));
        }
    }

    private static int CellOf(string place) => place.Split(',') is [var x, var y]
        ? Board.For(BoardKind.Square8).CellAt(int.Parse(x, System.Globalization.CultureInfo.InvariantCulture), int.Parse(y, System.Globalization.CultureInfo.InvariantCulture))
        : -1;
}
