namespace RingRift.Game.Tests.Rules;

public sealed class StalemateTests
{
    [Theory]
    [InlineData(
        "square8_3p", 18, "NT", EndKind.StalemateTerritory, 2,
        "T3w0|0,18,0;0,18,4;0,18,0|S|M1,6=3;3,0=1;3,5=3;4,0=1;4,1=3;5,2=3;6,7=2;7,3=2;7,5=1|C3,2=2;4,3=2;4,4=2;5,4=2|A-/f10000/q3.0.0.3+")]
    [InlineData(
        "square8_4p", 5, "ET:7,6", EndKind.StalemateRings, 4,
        "T1w0|0,4,9;0,5,9;0,4,8;0,6,6|S7,6=1|M0,0=1;0,1=1;0,3=2;1,0=1;1,2=1;2,0=2|C0,4=2;0,5=2;0,6=4;0,7=4;1,6=4;1,7=4;2,4=2;2,6=4;2,7=1;3,4=1;3,6=4;3,7=1;4,2=3;"
            + "4,5=1;4,6=1;4,7=1;5,0=2;5,1=2;5,2=3;5,3=3;5,5=1;5,6=1;6,0=2;6,1=3;6,2=2;6,3=3;6,7=1;7,0=2;7,1=2;7,2=3;7,3=3;7,4=3|A-/f10010/q3.0.0.1+3+")]
    [InlineData(
        "hex8_3p", 2, "NT", EndKind.StalemateMarkers, 2, "T2w0|0,2,0;0,2,0;0,2,0|S|M-1,3=2;1,-4=1;1,0=3;2,-4=2|C|A-/f10000/q2.2.1.2+")]
    [InlineData(
        "square8_3p", 2, "NT", EndKind.StalemateLastActor, 3,
        "T3w0|0,2,0;0,2,0;0,2,0|S|M0,2=2;0,3=1;4,7=2;5,0=3;5,2=3|C|A-/f10000/q3.0.0.3+")]
    public void When_no_stack_is_left_and_nothing_can_be_placed_should_decide_in_order(
        string config, int rings, string move, EndKind kind, int winner, string position)
    {
        var state = StateNotation.Parse(Positions.Rules(config, rings), position);

        Positions.After(state, move);

        Assert.Equal((kind, winner), (state.EndKind, state.Winner));
    }

    [Fact]
    public void When_rings_are_left_in_hand_should_count_them_as_eliminated()
    {
        // Every cell but the last stack's is collapsed, a third to each seat, so seat 2's three rings cannot be placed.
        var cells = Enumerable.Range(0, 63).Select(cell => $"{cell / 8},{cell % 8}={1 + (cell % 3)}");
        var state = StateNotation.ParseComposed(
            Positions.Rules("square8_3p", 18), $"F1w0|0,3,21;3,2,21;0,1,21|S7,7=1|M|C{string.Join(';', cells)}|A-/f00000/q2.0.0.1-2-3-");

        Assert.StartsWith("G0w2|0,4,21;3,2,21;0,1,21|S|", Positions.After(state, "F:7,7"), StringComparison.Ordinal);
        Assert.Equal(EndKind.StalemateRings, state.EndKind);
    }
}
