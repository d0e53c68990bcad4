namespace RingRift.Game.Tests.Moves;

public sealed class MoveTests
{
    [Fact]
    public void Should_carry_the_parts_of_a_capture()
    {
        var state = StateNotation.ParseComposed(
            new GameRules(BoardKind.Square8, 2, 18, swapRule: false), "M1w0|16,0,0;17,0,0|S3,3=11;3,4=2|M|C|A-/f00000/q0.0.0.");

        var move = MoveNotation.Parse(state, "C:3,3>3,4>3,7");

        Assert.Equal(
            (MoveKind.OvertakingCapture, state.Board.CellAt(3, 3), state.Board.CellAt(3, 4), state.Board.CellAt(3, 7), 0, -1),
            (move.Kind, move.From, move.Target, move.To, move.Count, move.Extraction));
    }

    [Fact]
    public void When_a_kind_names_no_cell_should_have_none()
    {
        var move = MoveNotation.Parse(new GameState(GameRules.For(GameConfig.Parse("hex8_2p"))), "NP");

        Assert.Equal((MoveKind.NoPlacement, -1, -1, -1), (move.Kind, move.From, move.To, move.Target));
    }

    [Theory]
    [MemberData(nameof(RandomGame.Configs), MemberType = typeof(RandomGame))]
    public void Should_be_distinct_within_a_legal_list(string config) =>
        RandomGame.Play(
            RandomGame.Short(GameConfig.Parse(config)), 3,
            (_, moves) => Assert.Equal(moves.Count, moves.AsSpan().ToArray().Distinct().Count()), 400);
}
