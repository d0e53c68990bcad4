namespace RingRift.Game.Tests.Rules;

public sealed class ForcedEliminationTests
{
    [Theory]
    [InlineData("square8_2p", 3, "2w0|0,0,0;0,0,1|S2,3=11222;4,5=1|M3,6=1;6,3=1;7,3=2|C4,3=2|A-/f00000/q2.0.0.2-", "F:2,3")]
    [InlineData(
        "hex8_2p", 3, "1w0|0,0,1;0,0,0|S0,3=22111;3,-3=2|M-1,-2=2;-1,2=1;0,-4=1;0,-3=2;0,0=1;3,-2=1|C0,1=1|A-/f00000/q2.0.0.1-2+", "F:0,3")]
    public void When_nothing_was_done_and_there_is_no_region_should_skip_phase_T(string config, int rings, string position, string legal)
    {
        var state = StateNotation.Parse(Positions.Rules(config, rings), "L" + position);

        Assert.Equal("NL", Positions.Legal(state));
        Assert.Equal("F" + position, Positions.After(state, "NL"));
        Assert.Equal(legal, Positions.Legal(state));
    }

    [Fact]
    public void Should_eliminate_the_whole_cap_and_end_the_turn()
    {
        var state = StateNotation.Parse(
            Positions.Rules("square8_2p", 3), "F2w0|0,0,0;0,0,1|S2,3=11222;4,5=1|M3,6=1;6,3=1;7,3=2|C4,3=2|A-/f00000/q2.0.0.2-");

        Assert.Equal("G0w2|0,0,0;0,3,1|S2,3=11;4,5=1|M3,6=1;6,3=1;7,3=2|C4,3=2|", Positions.After(state, "F:2,3"));
        Assert.Equal(EndKind.RingElimination, state.EndKind);
    }
}
