namespace RingRift.Game.Tests;

[Trait("Category", "Slow")]
public sealed class InvariantTests
{
    [Theory]
    [MemberData(nameof(RandomGame.Configs), MemberType = typeof(RandomGame))]
    public void Should_hold_in_every_position_of_random_games(string config)
    {
        var parsed = GameConfig.Parse(config);
        foreach (var rules in (GameRules[])[RandomGame.Short(parsed, 4), RandomGame.Short(parsed, 9)])
        {
            for (var seed = 0; seed < 4; seed++)
            {
                var end = RandomGame.Play(rules, seed, (state, moves) => AssertSound(state, moves));
                Assert.InRange(end.Winner, 1, rules.Players);
                Assert.NotEqual(EndKind.None, end.EndKind);
            }
        }
    }

    private static void AssertSound(GameState state, MoveList moves)
    {
        Assert.True(moves.Count > 0);
        var supply = 0;
        for (var seat = 1; seat <= state.Rules.Players; seat++)
        {
            var seen = Count(state, seat);
            Assert.Equal(
                (state.RingsOnBoard(seat), state.MarkersOf(seat), state.TerritoryOf(seat), state.StacksOf(seat)),
                (seen.Rings, seen.Markers, seen.Territory, seen.Stacks));
            supply += state.RingsInHand(seat) + state.RingsOnBoard(seat) + state.Eliminated(seat);
        }

        Assert.Equal(state.Rules.RingsPerPlayer * state.Rules.Players, supply);
    }

    private static (int Rings, int Markers, int Territory, int Stacks) Count(GameState state, int seat)
    {
        var (rings, markers, territory, stacks) = (0, 0, 0, 0);
        for (var cell = 0; cell < state.Board.CellCount; cell++)
        {
            rings += CountRings(state, cell, seat);
            markers += state.MarkerOwner(cell) == seat ? 1 : 0;
            territory += state.CollapsedOwner(cell) == seat ? 1 : 0;
            stacks += state.Controller(cell) == seat ? 1 : 0;
        }

        return (rings, markers, territory, stacks);
    }

    private static int CountRings(GameState state, int cell, int seat)
    {
        var (rings, cap, height) = (0, 0, state.StackHeight(cell));
        for (var index = 0; index < height; index++)
        {
            var owner = state.RingAt(cell, index);
            rings += owner == seat ? 1 : 0;
            cap = owner == state.Controller(cell) ? cap + 1 : 0;
        }

        Assert.Equal(cap, state.CapHeight(cell));
        Assert.Equal(height > 0, state.Controller(cell) > 0);
        return rings;
    }
}
