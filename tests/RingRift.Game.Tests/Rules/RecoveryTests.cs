namespace RingRift.Game.Tests.Rules;

public sealed class RecoveryTests
{
    // Sliding 4,2 to 3,3 makes a run of three along x and one of four along y; sliding 2,3 there makes the run of four alone.
    private const string Board = "S7,7=12|M1,3=1;2,3=1;3,4=1;3,5=1;3,6=1;4,2=1|C|A-/f00000/";

    [Fact]
    public void When_a_shorter_run_on_an_earlier_axis_hides_the_line_should_not_offer_the_slide()
    {
        var state = StateNotation.ParseComposed(Positions.Rules("square8_2p", 6), $"M1w0|0,0,0;5,0,0|{Board}q2.0.0.1-2+");

        Assert.Equal("RA:2,3>3,3:7,7 SR", Positions.Legal(state));
    }

    [Fact]
    public void When_the_longest_run_is_not_the_first_should_offer_its_windows_and_collapse_the_first()
    {
        var state = StateNotation.ParseComposed(Positions.Rules("square8_3p", 6), $"M1w0|0,0,0;5,0,0;6,0,0|{Board}q2.0.0.1-2+3+");

        Assert.Contains("RM:4,2>3,3:3,3;3,4;3,5", Positions.Legal(state), StringComparison.Ordinal);
        Assert.Equal(
            "L1w0|0,0,3;5,0,0;6,0,0|S7,7=12|M3,4=1;3,5=1;3,6=1|C1,3=1;2,3=1;3,3=1|A-/f11000/q2.0.0.1-2+3+",
            Positions.After(state, "RM:4,2>3,3:3,3;3,4;3,5"));
    }

    [Theory]
    [InlineData(
        "hex8_3p", 3,
        "M1w0|0,2,1;0,0,0;0,2,0|S-2,-2=2213;2,-1=2|M-2,4=3;1,-2=3;1,3=3;2,0=2;2,1=2;3,-3=1;3,-2=1;3,0=1|C1,0=1|A-/f00000/q2.0.0.1-2+3+",
        "SR")]
    [InlineData(
        "hex8_4p",
        2,
        "M1w0|0,1,0;0,0,0;0,1,0;0,1,1|S-3,4=1224;-2,4=3|M-4,0=1;-3,0=1;-2,0=1;0,0=1;0,1=4;0,4=4;1,-1=2;1,1=1;2,0=1;2,1=3;3,-3=2;3,-2=3;3,-1=2;4,-1=3|C0,3=4"
            + "|A-/f00000/q2.0.0.1-2-3+4+",
        "RA:0,0>-1,0:-3,4 RM:0,0>-1,0:-3,0;-2,0;-1,0 SR")]
    public void When_a_run_on_hex8_is_three_long_should_exclude_it_and_yet_offer_no_fallback(
        string config, int rings, string position, string legal) =>
        Assert.Equal(legal, Positions.Legal(StateNotation.Parse(Positions.Rules(config, rings), position)));
}
