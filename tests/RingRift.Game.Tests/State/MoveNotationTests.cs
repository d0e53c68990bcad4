namespace RingRift.Game.Tests.State;

public sealed class MoveNotationTests
{
    [Theory]
    [MemberData(nameof(RandomGame.Configs), MemberType = typeof(RandomGame))]
    public void Should_read_back_every_legal_move_it_writes(string config)
    {
        var kinds = new HashSet<MoveKind>();
        for (var seed = 0; seed < 5; seed++)
        {
            RandomGame.Play(
                RandomGame.Short(GameConfig.Parse(config)),
                seed,
                (state, moves) =>
                {
                    foreach (var move in moves.AsSpan().ToArray())
                    {
                        Assert.Equal(move, MoveNotation.Parse(state, MoveNotation.Format(state, move)));
                        kinds.Add(move.Kind);
                    }
                },
                200);
        }

        Assert.True(kinds.Count >= 9);
    }

    [Theory]
    [InlineData("", "not a move code")]
    [InlineData("X:1,1", "'X' is not a move code")]
    [InlineData("P:1,1", "P:cell:count")]
    [InlineData("P:1,1:0", "from 1 to 3")]
    [InlineData("P:1,1:4", "from 1 to 3")]
    [InlineData("P:1,1:two", "'two'")]
    [InlineData("P:8,1:1", "not a cell of square8")]
    [InlineData("P:01,1:1", "not canonical")]
    [InlineData("P:1;1:1", "not a cell x,y")]
    [InlineData("NP:1,1", "expected the form NP")]
    [InlineData("M:1,1", "expected 2 cells joined by '>'")]
    [InlineData("C:1,1>2,2", "expected 3 cells joined by '>'")]
    [InlineData("L:1,1;1,2", "at least 3")]
    [InlineData("L:1,1;1,2;1,4;1,5", "not a run")]
    [InlineData("L:1,4;1,3;1,2;1,1", "not sorted")]
    [InlineData("LA:1,5;1,4;1,3;1,2;1,1", "not sorted")]
    [InlineData("RM:1,1>1,2:1,5;1,4;1,3;1,2", "not sorted")]
    [InlineData("LM:1,1;1,2;1,3;1,4;1,5:1,4;1,3;1,2;1,1", "not sorted")]
    [InlineData("LM:1,1;1,2;1,3;1,4;1,5:2,1;2,2;2,3;2,4", "not a window")]
    [InlineData("LM:1,1;1,2;1,3;1,4:1,2;1,3;1,4;1,5", "not a window")]
    [InlineData("RM:1,1>1,2:1,2;1,3;1,4", "expected 4 cells")]
    [InlineData("T:2:1,1:00000000", "no region with the hash '00000000'")]
    [InlineData("F:", "not a cell x,y")]
    public void When_the_text_is_malformed_should_name_it_and_the_rule(string text, string rule)
    {
        var state = new GameState(GameRules.For(GameConfig.Parse("square8_2p")));
        var before = StateNotation.Format(state);

        var failure = Record.Exception(() => state.Play(MoveNotation.Parse(state, text)));

        Assert.True(failure is MoveFormatException or IllegalMoveException, $"{failure}");
        Assert.Contains(text, failure.Message, StringComparison.Ordinal);
        Assert.Contains(rule, failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, StateNotation.Format(state));
    }

    [Fact]
    public void Should_name_a_region_by_the_hash_of_its_cells()
    {
        var state = StateNotation.ParseComposed(new GameRules(BoardKind.Hex8, 4, 5), TerritoryPosition);
        var moves = new MoveList();

        state.LegalMoves(moves);
        state.Play(MoveNotation.Parse(state, "T:2:4,-4:7d67d27c"));

        Assert.Equal(2, moves.Count);
        Assert.True(state.TerritoryEliminationOwed);
        Assert.Equal(27, state.TerritoryOf(4));
    }

    // A region of two cells that takes 25 border markers.
    private const string TerritoryPosition =
        "T4w0|0,3,4;0,5,0;0,5,2;0,2,0|S-3,0=1;-1,2=44;0,-4=41|M-4,0=3;-3,-1=2;-3,1=2;-3,2=4;-3,4=4;-2,-1=2;-2,1=4;-1,-3=1;-1,-2=3;"
        + "-1,0=4;-1,1=4;-1,3=3;0,-3=4;0,0=1;0,2=4;1,-4=1;1,-3=1;1,1=4;2,-1=4;2,0=1;2,2=3;3,-4=1;3,-3=1;3,-2=1;3,0=1;4,-4=3;4,0=3"
        + "|C-2,0=3;0,-1=1;1,-2=1;1,-1=1;3,-1=1;4,-2=3|A-/f10000/q4.0.0.4+";
}
