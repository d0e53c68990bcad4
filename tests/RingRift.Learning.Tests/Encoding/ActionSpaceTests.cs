using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Tests.Encoding;

public sealed class ActionSpaceTests
{
    [Theory]
    [InlineData("hex8_2p", 59, 4788)]
    [InlineData("square8_4p", 69, 4425)]
    [InlineData("hexagonal_2p", 155, 96884)]
    [InlineData("square19_2p", 157, 56686)]
    public void Should_number_all_actions(string name, int planes, int count)
    {
        var space = ActionSpace.For(GameConfig.Parse(name));

        Assert.Equal(planes, space.SpatialPlanes);
        Assert.Equal(9, space.ScalarActions);
        Assert.Equal(count, space.Count);
    }

    [Theory]
    [InlineData("hex8_2p", 18)]
    [InlineData("square8_2p", 18)]
    [InlineData("square8_3p", 5)]
    [InlineData("hex8_4p", 5)]
    [InlineData("square19_2p", 8)]
    [InlineData("hexagonal_2p", 8)]
    public void Should_tell_legal_moves_apart_except_where_it_says_so(string name, int rings)
    {
        var config = GameConfig.Parse(name);
        var rules = new GameRules(config.Board, config.Players, rings);
        var (space, random, moves, seen) = (ActionSpace.For(config), new SeededRandom(1), new MoveList(), new HashSet<MoveKind>());
        for (var game = 0; game < 6; game++)
        {
            var state = new GameState(rules);
            while (!state.IsOver && state.Ply < 600)
            {
                state.LegalMoves(moves);
                var byAction = moves.AsSpan().ToArray().GroupBy(space.IndexOf);
                Assert.All(byAction, group =>
                {
                    Assert.InRange(group.Key, 0, space.Count - 1);
                    Assert.True(
                        group.Count() == 1 || group.All(move => ActionSpace.MayShareIndex(move.Kind)),
                        $"{string.Join(' ', group)} share {group.Key}");
                });
                var move = moves[random.Next(moves.Count)];
                seen.Add(move.Kind);
                state.PlayLegal(move);
            }
        }

        Assert.True(seen.Count > 10, string.Join(' ', seen));
    }
}
