namespace RingRift.Game.Tests.Moves;

public sealed class MoveListTests
{
    [Fact]
    public void When_the_index_is_outside_should_name_index_and_count()
    {
        var moves = new MoveList();
        new GameState(GameRules.For(GameConfig.Parse("square8_2p"))).LegalMoves(moves);

        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => moves[192]);

        Assert.Equal(192, moves.Count);
        Assert.Contains("192", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_refilled_should_drop_what_it_held()
    {
        var (moves, state) = (new MoveList(), new GameState(GameRules.For(GameConfig.Parse("hexagonal_2p"))));
        state.LegalMoves(moves);
        state.PlayLegal(moves[0]);
        state.LegalMoves(moves);

        Assert.DoesNotContain(moves.AsSpan().ToArray(), move => move.Kind == MoveKind.PlaceRing);
        moves.Clear();
        Assert.Equal(0, moves.Count);
    }
}
