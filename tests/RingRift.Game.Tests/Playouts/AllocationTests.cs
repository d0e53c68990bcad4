namespace RingRift.Game.Tests.Playouts;

public sealed class AllocationTests
{
    [Theory]
    [MemberData(nameof(RandomGame.Configs), MemberType = typeof(RandomGame))]
    public void When_warm_should_not_allocate_per_ply(string config)
    {
        var state = new GameState(RandomGame.Short(GameConfig.Parse(config), 8));
        var copy = state.Clone();
        var moves = new MoveList();

        // The same games again: buffers reach their size in the first round.
        PlayGames(state, copy, moves);

        Assert.Equal(0, Allocation.FewestOf(() => PlayGames(state, copy, moves), calls: 1));
    }

    private static void PlayGames(GameState state, GameState copy, MoveList moves)
    {
        for (var game = 0u; game < 10; game++)
        {
            state.Reset();
            for (var ply = 0u; !state.IsOver; ply++)
            {
                state.LegalMoves(moves);
                state.PlayLegal(moves.AsSpan()[(int)(unchecked((ply + game) * 2654435761u) % (uint)moves.Count)]);
                copy.CopyFrom(state);
            }
        }
    }
}
