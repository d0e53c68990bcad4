namespace RingRift.Game.Tests.Rules;

public sealed class LineTests
{
    private const string Stacks = "S0,5=3322;1,0=31;6,5=22333;7,1=2233;7,3=111;7,7=1";

    [Fact]
    public void When_a_second_line_is_processed_while_a_ring_is_owed_should_owe_one_ring_for_both()
    {
        var state = StateNotation.Parse(
            Positions.Rules("square8_3p", 18),
            $"L3w0|13,0,0;11,1,1;9,1,4|{Stacks}|M1,3=1;2,1=3;3,1=3;4,1=3;4,7=2;5,0=2;5,2=1;6,7=1;7,6=3|C1,4=2;2,6=3;3,6=3;4,6=3;5,4=3|A-/f10100/q2.0.0.2+3+");

        Assert.Equal("EL:6,5 EL:7,1 L:2,1;3,1;4,1", Positions.Legal(state));
        Assert.Equal(
            $"L3w0|13,0,0;11,1,1;9,1,7|{Stacks}|M1,3=1;4,7=2;5,0=2;5,2=1;6,7=1;7,6=3|C1,4=2;2,1=3;2,6=3;3,1=3;3,6=3;4,1=3;4,6=3;5,4=3|A-/f10100/q2.0.0.2+3+",
            Positions.After(state, "L:2,1;3,1;4,1"));
        Assert.Equal("EL:6,5 EL:7,1", Positions.Legal(state));
        Positions.After(state, "EL:6,5");
        Assert.Equal("NL", Positions.Legal(state));
    }

    [Fact]
    public void When_the_last_line_gives_a_window_should_owe_nothing_for_the_lines_before()
    {
        var state = StateNotation.ParseComposed(
            Positions.Rules("square8_3p", 6),
            "L1w0|5,0,3;6,0,0;6,0,0|S7,7=1|M0,0=1;0,1=1;0,2=1;0,3=1|C5,0=1;5,1=1;5,2=1|A-/f10100/q2.0.0.1+2+3+");

        Assert.Equal("EL:7,7 LA:0,0;0,1;0,2;0,3 LM:0,0;0,1;0,2;0,3:0,0;0,1;0,2 LM:0,0;0,1;0,2;0,3:0,1;0,2;0,3", Positions.Legal(state));
        Assert.Equal(
            "T1w0|5,0,6;6,0,0;6,0,0|S7,7=1|M0,3=1|C0,0=1;0,1=1;0,2=1;5,0=1;5,1=1;5,2=1|A-/f10000/q2.0.0.1+2+3+",
            Positions.After(state, "LM:0,0;0,1;0,2;0,3:0,0;0,1;0,2"));
    }

    [Fact]
    public void When_hex8_has_three_seats_should_see_no_line_in_a_run_of_three()
    {
        const string Markers = "M-1,0=1;0,0=1;1,0=1";
        var state = StateNotation.ParseComposed(
            Positions.Rules("hex8_3p", 6), $"L1w0|5,0,0;6,0,0;6,0,0|S3,0=1|{Markers}|C|A-/f10000/q2.0.0.1+2+3+");

        Assert.Equal("NL", Positions.Legal(state));
    }
}
