using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Players;
using RingRift.Learning.Randomness;
using RingRift.Learning.Search;

namespace RingRift.Learning.Tests.Search;

/// <summary>Whether a first move that is too strong is taken over, and no other.</summary>
public sealed class PieRuleTests
{
    private static readonly GameRules Rules = GameRules.For(GameConfig.Parse("hex8_2p"));

    [Theory]
    [InlineData(0.7f, true)]
    [InlineData(0.45f, false)]
    public void When_the_policy_knows_nothing_of_it_should_take_over_a_strong_first_move_alone(float shareOfSeat1, bool isTaken)
    {
        using var evaluator = new SwapForgotten(shareOfSeat1);
        using var player = new SearchPlayer("forgetful", evaluator, 64);
        player.Begin(1);

        Assert.Equal(isTaken, player.Choose(AfterRandomTurn(Rules, 3)).Kind == MoveKind.SwapSides);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(200)]
    public void When_the_first_seat_is_far_ahead_should_take_its_side_over_with_every_seed(int rollouts)
    {
        // Thirteen of the eighteen rings that win are credited to seat 1.
        var ahead = StateNotation.ParseComposed(Rules, "P2w0|2,13,0;18,0,0|S0,3=111|M0,0=1|C|A-/f00001/q1.0.0.1+");
        var player = new UctPlayer(rollouts);
        for (ulong seed = 1; seed <= 12; seed++)
        {
            player.Begin(seed);
            Assert.Equal(MoveKind.SwapSides, player.Choose(ahead).Kind);
        }
    }

    [Fact]
    public void When_the_first_turn_is_an_even_one_should_seldom_take_it_over()
    {
        var (player, taken) = (new UctPlayer(200), 0);
        for (ulong seed = 1; seed <= 12; seed++)
        {
            player.Begin(seed);
            taken += player.Choose(AfterRandomTurn(Rules, seed)).Kind == MoveKind.SwapSides ? 1 : 0;
        }

        Assert.InRange(taken, 0, 2);
    }

    [Fact]
    public void When_only_the_pie_rule_is_worth_having_should_hand_its_visits_on_to_the_policy_target()
    {
        var position = AfterRandomTurn(Rules, 3);
        var search = new PuctSearch(Rules, new SearchOptions(), new SeededRandom(5));
        using var evaluator = new SwapForgotten(0.8f);
        search.SetRoot(position);
        for (search.Begin(100, noise: false); search.NextLeaf(); search.Accept())
        {
            evaluator.Evaluate([search.Leaf]);
        }

        var swap = Enumerable.Range(0, search.RootMoveCount).Select(search.RootMoveAt).Single(move => move.Move.Kind == MoveKind.SwapSides);
        var values = new float[2];
        search.RootValues(values);
        Assert.True(swap.Visits > 50, $"{swap.Visits} of 100 visits");
        Assert.Equal(0.8f, swap.Value, 1e-3);
        Assert.True(values[1] > 0.6f, $"the seat that may take it over gets {values[1]}");
    }

    private static GameState AfterRandomTurn(GameRules rules, ulong seed)
    {
        var (state, moves, random) = (new GameState(rules), new MoveList(), new SeededRandom(seed));
        for (state.LegalMoves(moves); state.SeatToMove == 1; state.LegalMoves(moves))
        {
            state.Play(moves[random.Next(moves.Count)]);
        }

        return state;
    }

    /// <summary>A network that never saw the pie rule taken: its prior is next to nothing. All positions are worth the same to the seats.</summary>
    private sealed class SwapForgotten(float shareOfSeat1) : ILeafEvaluator
    {
        public string ModelId => "swap-forgotten";

        public void Evaluate(ReadOnlySpan<Leaf> leaves)
        {
            foreach (var leaf in leaves)
            {
                leaf.Priors.Fill(1f / leaf.Moves.Count);
                for (var i = 0; i < leaf.Moves.Count; i++)
                {
                    leaf.Priors[i] = leaf.Moves[i].Kind == MoveKind.SwapSides ? 1e-6f : leaf.Priors[i];
                }

                (leaf.Values[0], leaf.Values[1]) = (shareOfSeat1, 1 - shareOfSeat1);
            }
        }

        public void Dispose()
        {
        }
    }
}
