
namespace RingRift.Game.Tests.Rules;

/// <summary>An example or more of every rule of <c>docs/rules.md</c>, under the rule's id.</summary>
public sealed class RuleBookTests
{
    /// <summary>Positions, moves that are legal there, and moves that are not.</summary>
    [Theory]
    [InlineData("R003", "square8_2p", "T1w0|3,0,0;3,0,2|S0,0=2;5,5=1;6,0=2|M|C0,1=2;1,0=2|A-/f10000/q0.0.0.", "T:1:0,0:73348214", "NT")]
    [InlineData("R080", "square8_2p", "P1w0|0,0,0;5,0,0|S3,3=1;5,5=2|M|C|A-/f00000/q0.0.0.", "NP", "SP P:0,0:1")]
    [InlineData("R080", "square8_2p", "P1w0|5,0,0;5,0,0|S3,3=1;5,5=2|M|C|A-/f00000/q0.0.0.", "SP P:0,0:1", "NP")]
    [InlineData("R080", "square8_2p", "P1w0|5,0,0;5,0,0|S5,5=2|M|C|A-/f00000/q0.0.0.", "P:0,0:1", "SP NP")]
    [InlineData(
        "R081", "square8_2p",
        "P1w0|2,0,1;5,0,0|S5,5=2|M1,1=2|C0,0=1|A-/f00000/q0.0.0.", "P:7,7:1 P:7,7:2", "P:7,7:3 P:0,0:1 P:1,1:1")]
    [InlineData("R082", "square8_2p", "P1w0|5,0,0;5,0,0|S3,3=112;5,5=2|M|C|A-/f00000/q0.0.0.", "P:3,3:1 P:5,5:1", "P:3,3:2 P:5,5:2")]
    [InlineData(
        "R083", "square8_2p",
        "P1w0|5,0,0;5,0,2|S1,0=22;5,5=2|M|C0,1=2;1,1=2|A-/f00000/q0.0.0.", "P:7,7:3", "P:0,0:1 P:0,0:2 P:0,0:3")]
    [InlineData("R090", "square8_2p", "M1w0|5,0,0;5,0,0|S0,7=2;3,3=1;6,6=1|M|C|A3,3/f10000/q0.0.0.", "M:3,3>0,0", "M:6,6>7,7 NM")]
    [InlineData("R090", "square8_2p", "M1w0|0,0,0;5,0,3|S0,0=11;7,7=2|M|C0,1=2;1,0=2;1,1=2|A-/f00000/q0.0.0.", "NM", "SR")]
    [InlineData(
        "R091", "square8_2p",
        "M1w0|5,0,0;5,0,1|S0,0=11;7,7=2|M0,1=2;3,3=1|C5,0=2|A-/f00000/q0.0.0.", "M:0,0>0,2 M:0,0>3,3 M:0,0>4,0",
        "M:0,0>0,1 M:0,0>5,0 M:0,0>6,0 M:0,0>7,7")]
    [InlineData(
        "R101", "square8_2p",
        "M1w0|5,0,0;5,0,0|S0,0=211;0,3=222;3,0=12;3,3=1|M|C|A-/f00000/q0.0.0.", "C:0,0>3,0>4,0 C:0,0>3,3>4,4", "C:0,0>0,3>0,4")]
    [InlineData("R103", "square8_2p", "C1w0|5,0,0;5,0,0|S2,0=1;4,0=2|M0,0=1|C|A2,0/f10000/q0.0.0.", "C:2,0>4,0>5,0 SC", "NL")]
    [InlineData("R103", "square8_2p", "K1w0|5,0,0;5,0,0|S5,0=211;5,3=2;7,7=1|M0,0=1|C|A5,0/f10000/q0.0.0.", "K:5,0>5,3>5,6", "SC")]
    [InlineData("R110", "square8_2p", "P1w0|2,0,0;5,0,0|S7,7=12|M1,3=1|C|A-/f00000/q2.0.0.1-2+", "SP", "NP")]
    [InlineData(
        "R111", "square8_2p",
        "M1w0|0,0,0;5,0,0|S7,7=12|M1,3=1|C|A-/f00000/q2.0.0.1-2+", "RF:1,3>0,2:7,7 RF:1,3>2,4:7,7 SR", "RF:1,3>1,5:7,7 NM")]
    [InlineData(
        "R112", "square8_2p",
        "M1w0|0,0,0;5,0,0|S7,7=12|M0,0=1;1,0=1;2,0=1;3,1=1;4,0=1|C|A-/f00000/q2.0.0.1-2+", "RA:3,1>3,0:7,7 RM:3,1>3,0:0,0;1,0;2,0;3,0 SR",
        "RF:0,0>0,1:7,7")]
    [InlineData(
        "R120", "square8_2p",
        "L1w0|3,0,0;5,0,0|S7,7=1|M0,0=1;0,1=1;0,2=1;0,3=1;1,0=1;2,0=1;4,0=1|C|A-/f10000/q0.0.0.", "L:0,0;0,1;0,2;0,3", "NL L:0,0;1,0;2,0")]
    [InlineData("R120", "hex8_3p", "L1w0|3,0,0;5,0,0;5,0,0|S4,0=1|M-1,0=1;0,0=1;1,0=1|C|A-/f10000/q0.0.0.", "NL", "L:-1,0;0,0;1,0")]
    [InlineData(
        "R121", "square8_2p",
        "L1w0|3,0,0;5,0,0|S7,7=1|M0,0=1;0,1=1;0,2=1;0,3=1;1,0=1;2,0=1;3,0=1|C|A-/f10000/q0.0.0.", "L:0,0;0,1;0,2;0,3 L:0,0;1,0;2,0;3,0",
        "NL")]
    [InlineData(
        "R122", "square8_2p",
        "L1w0|3,0,0;5,0,0|S7,7=1|M0,0=1;1,0=1;2,0=1;3,0=1;4,0=1|C|A-/f10000/q0.0.0.",
        "LA:0,0;1,0;2,0;3,0;4,0 LM:0,0;1,0;2,0;3,0;4,0:1,0;2,0;3,0;4,0", "L:0,0;1,0;2,0;3,0")]
    [InlineData("R141", "square8_2p", "T1w0|3,0,0;3,0,0|S0,0=2;5,5=1;6,0=2|M0,1=1;1,0=2|C|A-/f10000/q0.0.0.", "NT", "ST")]
    [InlineData("R142", "square8_2p", "T1w0|3,0,0;3,0,0|S0,0=2;0,1=1;5,5=1;6,0=2|M0,2=1;1,0=1;1,1=1|C|A-/f10000/q0.0.0.", "NT", "ST")]
    [InlineData("R143", "square8_2p", "T1w0|3,0,0;3,0,0|S0,0=1;6,0=2|M0,1=1;1,0=1|C|A-/f10000/q0.0.0.", "T:61:0,2:59526d3f ST", "NT")]
    [InlineData(
        "R144", "square8_2p",
        "T1w0|3,0,0;3,0,0|S0,0=2;4,4=1;5,5=11;6,0=2;7,7=2|M0,1=1;1,0=1;6,7=1;7,6=1|C|A-/f10000/q0.0.0.",
        "T:1:0,0:73348214 T:1:7,7:f57bcc79 ST", "NT")]
    [InlineData("R180", "square8_2p", "P2w0|16,0,0;18,0,0|S4,6=11|M1,6=1|C|A-/f00001/q2.0.0.2+", "SW P:0,0:1", "NP")]
    public void Should_list_as_the_rule_says(string rule, string config, string position, string legal, string illegal)
    {
        var moves = Positions.Legal(StateNotation.ParseComposed(RulesOf(rule, config), position)).Split(' ');

        Assert.True(legal.Split(' ').All(moves.Contains), $"{rule}: {string.Join(' ', moves)}");
        Assert.False(illegal.Split(' ').Any(moves.Contains), $"{rule}: {string.Join(' ', moves)}");
    }

    /// <summary>A position, a move, and the position after it.</summary>
    [Theory]
    [InlineData(
        "R030", "square8_2p",
        "M1w0|5,0,0;5,0,0|S0,0=1;7,7=2|M|C|A-/f00000/q0.0.0.", "M:0,0>0,1", "L1w0|5,0,0;5,0,0|S0,1=1;7,7=2|M0,0=1|C|A-/f10000/q0.0.0.")]
    [InlineData(
        "R060", "square8_2p",
        "T1w0|3,0,0;3,0,0|S0,0=2;5,5=1;6,0=2|M0,1=1;1,0=1|C|A-/f10000/q0.0.0.", "T:1:0,0:73348214",
        "T1w0|3,1,3;3,0,0|S5,5=1;6,0=2|M|C0,0=1;0,1=1;1,0=1|A-/f10010/q0.0.0.")]
    [InlineData(
        "R070", "square8_3p",
        "T1w0|3,0,0;0,0,0;3,0,0|S0,0=1;3,3=3|M|C|A-/f10000/q2.0.0.1+", "NT", "P3w0|3,0,0;0,0,0;3,0,0|S0,0=1;3,3=3|M|C|A-/f00000/q3.0.0.3+")]
    [InlineData(
        "R071", "square8_2p",
        "P1w0|0,0,0;5,0,0|S3,3=1;5,5=2|M|C|A-/f00000/q0.0.0.", "NP", "M1w0|0,0,0;5,0,0|S3,3=1;5,5=2|M|C|A-/f00000/q0.0.0.")]
    [InlineData(
        "R080", "square8_2p",
        "P1w0|2,0,0;5,0,0|S5,5=2|M|C|A-/f00000/q0.0.0.", "P:7,7:2", "M1w0|0,0,0;5,0,0|S5,5=2;7,7=11|M|C|A7,7/f10000/q0.0.0.")]
    [InlineData(
        "R092", "square8_2p",
        "M1w0|5,0,0;5,0,0|S0,0=11;7,7=2|M2,0=1;3,0=2;5,0=2|C|A-/f00000/q0.0.0.", "M:0,0>5,0",
        "L1w0|5,1,1;5,0,0|S5,0=1;7,7=2|M0,0=1;3,0=1|C2,0=1|A-/f10000/q0.0.0.")]
    [InlineData(
        "R100", "square8_2p",
        "L2w0|0,0,0;0,0,1|S2,3=11222;4,5=1|M3,6=1;6,3=1;7,3=2|C4,3=2|A-/f00000/q2.0.0.2-", "NL",
        "F2w0|0,0,0;0,0,1|S2,3=11222;4,5=1|M3,6=1;6,3=1;7,3=2|C4,3=2|A-/f00000/q2.0.0.2-")]
    [InlineData(
        "R102", "square8_2p",
        "M1w0|5,0,0;5,0,0|S0,0=11;3,0=112|M1,0=1;4,0=2;6,0=2|C|A-/f00000/q0.0.0.", "C:0,0>3,0>6,0",
        "L1w0|5,1,1;5,0,0|S3,0=11;6,0=21|M0,0=1;4,0=1|C1,0=1|A-/f10000/q0.0.0.")]
    [InlineData(
        "R102", "square8_2p",
        "M1w0|5,0,0;5,0,0|S0,0=1;3,0=12|M6,0=2|C|A-/f00000/q0.0.0.", "C:0,0>3,0>6,0",
        "L1w0|5,1,0;5,0,0|S3,0=1;6,0=2|M0,0=1|C|A-/f10000/q0.0.0.")]
    [InlineData(
        "R112", "square8_2p",
        "M1w0|0,0,0;5,0,0|S0,7=122;7,7=12|M1,0=1;2,0=1;3,0=1;4,1=1|C|A-/f00000/q2.0.0.1-2+", "RA:4,1>4,0:7,7",
        "L1w0|0,1,4;5,0,0|S0,7=122;7,7=2|M|C1,0=1;2,0=1;3,0=1;4,0=1|A-/f11000/q2.0.0.1-2+")]
    [InlineData(
        "R113", "square8_2p",
        "M1w0|0,0,0;3,0,0|S7,7=1212|M1,3=1|C|A-/f00000/q2.0.0.1-2+", "RF:1,3>1,4:7,7",
        "L1w0|0,1,0;3,0,0|S7,7=212|M1,4=1|C|A-/f11000/q2.0.0.1-2+")]
    [InlineData(
        "R114", "square8_2p",
        "M1w0|0,0,0;4,0,0|S1,4=122;7,7=12|M1,3=1|C|A-/f00000/q2.0.0.1-2+", "RS:1,3>1,4:7,7",
        "L1w0|0,2,0;4,0,0|S1,4=12;7,7=2|M|C|A-/f11000/q2.0.0.1-2+")]
    [InlineData(
        "R115", "square8_2p",
        "T1w0|0,0,0;3,0,0|S0,0=2;6,0=2;7,7=12|M0,1=1;1,0=1|C|A-/f11000/q0.0.0.", "T:1:0,0:73348214",
        "T1w0|0,1,3;3,0,0|S6,0=2;7,7=12|M|C0,0=1;0,1=1;1,0=1|A-/f11010/q0.0.0.")]
    [InlineData(
        "R123", "square8_2p",
        "L1w0|3,0,0;5,0,0|S7,7=2|M0,0=1;1,0=1;2,0=1;3,0=1|C|A-/f10000/q0.0.0.", "L:0,0;1,0;2,0;3,0",
        "T1w0|3,0,4;5,0,0|S7,7=2|M|C0,0=1;1,0=1;2,0=1;3,0=1|A-/f10000/q0.0.0.")]
    [InlineData(
        "R123", "square8_2p",
        "L1w0|3,0,4;5,0,0|S7,7=11|M0,2=1;1,2=1;2,2=1;3,2=1|C0,0=1;1,0=1;2,0=1;3,0=1|A-/f10100/q0.0.0.", "L:0,2;1,2;2,2;3,2",
        "L1w0|3,0,8;5,0,0|S7,7=11|M|C0,0=1;0,2=1;1,0=1;1,2=1;2,0=1;2,2=1;3,0=1;3,2=1|A-/f10100/q0.0.0.")]
    [InlineData(
        "R145", "square8_2p",
        "T1w0|3,0,0;3,0,0|S0,0=212;5,5=11;6,0=2|M0,1=1;1,0=1;1,2=2;2,3=2;4,4=2|C|A-/f10000/q0.0.0.", "T:1:0,0:73348214",
        "T1w0|3,3,5;3,0,0|S5,5=11;6,0=2|M4,4=2|C0,0=1;0,1=1;1,0=1;1,2=1;2,3=1|A-/f10010/q0.0.0.")]
    [InlineData(
        "R145", "hexagonal_2p",
        "T1w0|3,0,0;3,0,0|S-1,0=2;0,1=11;12,-12=2|M9,-12=2;10,-12=2;11,-12=1;11,-11=1;12,-11=1|C|A-/f10000/q0.0.0.", "T:1:12,-12:fd5e4cb0",
        "T1w0|3,1,4;3,0,0|S-1,0=2;0,1=11|M9,-12=2;10,-12=2|C11,-12=1;11,-11=1;12,-12=1;12,-11=1|A-/f10010/q0.0.0.")]
    [InlineData(
        "R146", "square8_2p",
        "T1w0|3,1,3;3,0,0|S5,5=11;6,0=2|M|C0,0=1;0,1=1;1,0=1|A-/f10010/q0.0.0.", "ET:5,5",
        "P2w0|3,3,3;3,0,0|S6,0=2|M|C0,0=1;0,1=1;1,0=1|A-/f00000/q2.0.0.2+")]
    [InlineData(
        "R172", "square8_2p",
        "T2w0|3,0,0;0,0,0|S0,0=21;3,3=1|M|C|A-/f00000/q1.1.2.1+2-", "NT", "G0w1|3,0,0;0,0,0|S0,0=21;3,3=1|M|C|")]
    [InlineData(
        "R180", "square8_2p",
        "P2w0|16,0,0;18,0,0|S4,6=11|M1,6=1|C|A-/f00001/q2.0.0.2+", "SW", "P2w0|16,0,0;18,0,0|S4,6=11|M1,6=1|C|A-/f10000/q2.0.0.2+")]
    public void Should_play_as_the_rule_says(string rule, string config, string position, string move, string after) =>
        Assert.Equal(after, Positions.After(StateNotation.ParseComposed(RulesOf(rule, config), position), move));

    [Theory]
    [InlineData(
        "R170", "F2w0|0,0,0;0,15,1|S2,3=11222;4,5=1|M3,6=1;6,3=1;7,3=2|C4,3=2|A-/f00000/q2.0.0.2-",
        "F:2,3", EndKind.RingElimination, 2)]
    [InlineData("R172", "T2w0|3,0,0;0,0,0|S0,0=21;3,3=1|M|C|A-/f00000/q1.1.2.1+2-", "NT", EndKind.LastPlayerStandingRounds, 1)]
    [InlineData("R173", "T2w0|0,9,0;0,9,0|S|M1,3=2;1,4=1;2,0=2|C|A-/f10000/q2.2.1.2+", "NT", EndKind.StalemateMarkers, 2)]
    [InlineData("R174", "T1w0|0,0,0;0,0,0|S0,0=1;3,3=1|M|C|A-/f10000/q2.0.0.1+2+", "NT", EndKind.EarlyLastPlayerStanding, 1)]
    [InlineData("R174", "T1w0|0,0,0;0,0,0|S0,0=12;3,3=1|M|C|A-/f10000/q2.0.0.1+2+", "NT", EndKind.None, 0)]
    public void Should_end_as_the_rule_says(string rule, string position, string move, EndKind end, int winner)
    {
        var state = StateNotation.ParseComposed(RulesOf(rule, "square8_2p"), position);

        Positions.After(state, move);

        Assert.Equal((rule, end, winner), (rule, state.EndKind, state.Winner));
    }

    /// <summary>R171 and R175: 33 of 64 cells, and more than all others together.</summary>
    [Theory]
    [InlineData(32, EndKind.None)]
    [InlineData(33, EndKind.TerritoryControl)]
    public void When_a_seat_owns_enough_cells_should_win(int cells, EndKind end)
    {
        var owned = string.Join(';', Enumerable.Range(0, cells).Select(cell => $"{cell / 8},{cell % 8}=1"));
        var state = StateNotation.ParseComposed(
            RulesOf("R171", "square8_2p"), $"T1w0|3,0,{cells};3,0,0|S5,5=2;7,7=1|M|C{owned}|A-/f10000/q2.0.0.1+2+");

        Positions.After(state, "NT");

        Assert.Equal(end, state.EndKind);
    }

    /// <summary>R001, R002, R010, R020 and R175; the constants of every configuration are in <see cref="GameRulesTests"/>.</summary>
    [Fact]
    public void When_a_game_begins_should_be_set_up_as_the_rules_say()
    {
        var state = new GameState(GameRules.For(GameConfig.Parse("hex8_3p")));

        Assert.Equal((61, 1), (state.Board.CellCount, state.SeatToMove));
        Assert.Equal((18, 18), (state.RingsInHand(1), state.RingsInHand(3)));
        Assert.Equal((24, 21), (state.Rules.EliminationThreshold, state.Rules.TerritoryMinimum));
        Assert.Equal(0, state.Board.CellAt(-4, 0));
        Assert.Equal(-1, state.Board.CellAt(4, 1));
    }

    /// <summary>R021, R022 and R031.</summary>
    [Fact]
    public void When_cells_hold_different_things_should_tell_them_apart()
    {
        var state = StateNotation.ParseComposed(
            RulesOf("R021", "square8_2p"), "M1w0|3,0,1;3,0,0|S3,3=1211|M2,2=2|C0,0=1|A-/f00000/q0.0.0.");
        var (stack, marker, collapsed) = (state.Board.CellAt(3, 3), state.Board.CellAt(2, 2), state.Board.CellAt(0, 0));

        Assert.Equal((1, 2, 4), (state.Controller(stack), state.CapHeight(stack), state.StackHeight(stack)));
        Assert.Equal((2, 0, 0), (state.MarkerOwner(marker), state.CollapsedOwner(marker), state.StackHeight(marker)));
        Assert.Equal((0, 1, 1), (state.MarkerOwner(collapsed), state.CollapsedOwner(collapsed), state.TerritoryOf(1)));
    }

    /// <summary>R176.</summary>
    [Fact]
    public void When_a_game_is_over_should_rank_the_others_by_territory_first()
    {
        var rules = new GameRules(BoardKind.Square8, 3, 3, swapRule: false);

        Assert.Equal([1, 3, 2], Ranking.Of(StateNotation.ParseComposed(rules, "G0w1|0,4,0;1,1,0;2,0,1|S1,1=1|M2,2=2|C0,0=3|")));
    }

    /// <summary>The usual rules; the pie rule only for its own examples, since a composed position has no first move.</summary>
    private static GameRules RulesOf(string rule, string config)
    {
        var parsed = GameConfig.Parse(config);
        return new GameRules(parsed.Board, parsed.Players, GameRules.For(parsed).RingsPerPlayer, swapRule: rule == "R180");
    }
}
