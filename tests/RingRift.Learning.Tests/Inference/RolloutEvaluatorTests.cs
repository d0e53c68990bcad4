using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Tests.Inference;

public sealed class RolloutEvaluatorTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Should_share_wins_among_the_seats_and_trust_no_move_more(int players)
    {
        var leaf = At(new GameState(new GameRules(BoardKind.Square8, players, 5)), 1);

        new RolloutEvaluator(40).Evaluate([leaf]);

        Assert.Equal(1, leaf.Values.Sum(), 1e-4);
        Assert.All(leaf.Values, value => Assert.InRange(value, 0.01f, 0.95f));
        Assert.All(leaf.Priors.ToArray(), prior => Assert.Equal(1.0, prior * leaf.Moves.Count, 0.011));
        Assert.Equal(1, leaf.Priors.ToArray().Sum(), 1e-4);
    }

    [Fact]
    public void Should_depend_on_the_randomness_of_the_game_alone()
    {
        var evaluator = new RolloutEvaluator(10);
        var (one, again, other) = (
            At(new GameState(TestGames.Small), 1), At(new GameState(TestGames.Small), 1), At(new GameState(TestGames.Small), 2));
        evaluator.Evaluate([other, one]);
        evaluator.Evaluate([again]);

        Assert.Equal(one.Values, again.Values);
    }

    [Fact]
    public void When_a_rollout_is_cut_off_should_share_by_progress()
    {
        var leaf = At(new GameState(TestGames.Small), 1);

        new RolloutEvaluator(1, maxPlies: 1).Evaluate([leaf]);

        Assert.Equal([0.5f, 0.5f], leaf.Values);
    }

    [Fact]
    public void When_games_are_long_should_still_play_them_to_the_end()
    {
        var (evaluator, state) = (new RolloutEvaluator(), new GameState(GameRules.For(GameConfig.Parse("hexagonal_4p"))));
        for (ulong seed = 1; seed <= 3; seed++)
        {
            var leaf = At(state, seed);
            evaluator.Evaluate([leaf]);

            Assert.Equal([0f, 0f, 0f, 1f], leaf.Values.Order());
        }
    }

    private static Leaf At(GameState state, ulong seed)
    {
        var leaf = new Leaf(state.Rules, new SeededRandom(seed));
        leaf.State.CopyFrom(state);
        leaf.State.LegalMoves(leaf.Moves);
        return leaf;
    }
}
