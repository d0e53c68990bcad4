using RingRift.Game;
using RingRift.Learning.Encoding;
using RingRift.Learning.Inference;
using RingRift.Learning.Randomness;

namespace RingRift.Learning.Tests.Inference;

public sealed class CachingLeafEvaluatorTests
{
    private static readonly GameRules Rules = TestGames.Small;

    [Fact]
    public void When_asked_again_should_answer_as_the_network_did()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 8);
        using var caching = new CachingLeafEvaluator(network);
        using var asking = new NetworkLeafEvaluator(new HashedNetwork(Rules.Config, maxBatch: 8));
        var (leaves, again, expected) = (Leaves(6), Leaves(6), Leaves(6));
        asking.Evaluate(expected);

        caching.Evaluate(leaves);
        caching.Evaluate(again);

        Assert.Equal([6], network.Batches);
        Assert.Equal(expected.Select(Answer), leaves.Select(Answer));
        Assert.Equal(expected.Select(Answer), again.Select(Answer));
    }

    [Fact]
    public void When_some_are_known_should_ask_about_the_others_in_one_batch()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 8);
        using var caching = new CachingLeafEvaluator(network);
        using var asking = new NetworkLeafEvaluator(new HashedNetwork(Rules.Config, maxBatch: 8));
        var (leaves, expected) = (Leaves(7), Leaves(7));
        asking.Evaluate(expected);
        caching.Evaluate([.. Leaves(7).Where((_, number) => number % 2 == 0)]);

        caching.Evaluate(leaves);

        Assert.Equal([4, 3], network.Batches);
        Assert.Equal(expected.Select(Answer), leaves.Select(Answer));
    }

    [Fact]
    public void When_there_are_more_leaves_than_fit_should_ask_in_turn()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 4);
        using var caching = new CachingLeafEvaluator(network);

        caching.Evaluate(Leaves(10));
        caching.Evaluate([]);

        Assert.Equal([4, 4, 2], network.Batches);
    }

    [Fact]
    public void When_it_is_full_should_forget_what_was_not_asked_for_longest()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 1);
        var leaves = Leaves(20).OrderByDescending(leaf => leaf.Moves.Count).ToArray();
        var capacity = leaves[0].Moves.Count + Rules.Players;
        using var caching = new CachingLeafEvaluator(network, capacity);

        // Each generation holds one of them: the first is asked for again before a third needs the room of the second.
        caching.Evaluate([leaves[0], leaves[1], leaves[0], leaves[2], leaves[0]]);
        Assert.Equal(3, network.Batches.Count);
        caching.Evaluate([leaves[1]]);
        Assert.Equal(4, network.Batches.Count);
    }

    [Fact]
    public void When_an_answer_is_larger_than_the_room_should_ask_every_time_and_answer_all_the_same()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 2);
        using var caching = new CachingLeafEvaluator(network, capacity: 1);
        var leaves = Leaves(2);

        caching.Evaluate(leaves);
        caching.Evaluate(leaves);
        caching.Evaluate(leaves);

        Assert.Equal([2, 2, 2], network.Batches);
        Assert.All(leaves, leaf => Assert.Equal(1, leaf.Priors.ToArray().Sum(), 1e-4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CachingLeafEvaluator(network, capacity: 0));
    }

    [Fact]
    public void When_the_network_fails_should_remember_nothing_of_it()
    {
        var failures = 1;
        var network = new HashedNetwork(Rules.Config, maxBatch: 8)
        {
            Before = _ => _ = failures-- > 0 ? throw new InferenceException("not finite") : 0,
        };
        using var caching = new CachingLeafEvaluator(network);

        Assert.Throws<InferenceException>(() => caching.Evaluate(Leaves(3)));
        caching.Evaluate(Leaves(3));

        Assert.Equal([3], network.Batches);
    }

    [Fact]
    public void Should_take_positions_that_look_the_same_to_the_network_for_others_where_other_moves_are_legal()
    {
        var planes = new float[PositionEncoder.For(Rules.Config).Size];
        var moves = Leaves(1)[0].Moves.AsSpan().ToArray();

        Assert.Equal(InferenceCache.KeyOf(planes, moves), InferenceCache.KeyOf(planes, [.. moves]));
        Assert.NotEqual(InferenceCache.KeyOf(planes, moves), InferenceCache.KeyOf(planes, moves[1..]));
        Assert.NotEqual(InferenceCache.KeyOf(planes, moves), InferenceCache.KeyOf([1, .. planes[1..]], moves));
    }

    [Fact]
    public void When_disposed_should_dispose_the_network()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 8);
        using (var caching = new CachingLeafEvaluator(network))
        {
            Assert.Equal(network.ModelId, caching.ModelId);
        }

        Assert.True(network.Disposed);
    }

    private static string Answer(Leaf leaf) => $"{string.Join(' ', leaf.Priors.ToArray())} {string.Join(' ', leaf.Values)}";

    /// <summary>Different positions, each with its moves; the same ones each time.</summary>
    private static Leaf[] Leaves(int count) => [.. Enumerable.Range(0, count).Select(number =>
    {
        var random = new SeededRandom((ulong)number);
        var leaf = new Leaf(Rules, random);
        for (leaf.State.LegalMoves(leaf.Moves); leaf.State.Ply < 10; leaf.State.LegalMoves(leaf.Moves))
        {
            leaf.State.PlayLegal(leaf.Moves[random.Next(leaf.Moves.Count)]);
        }

        return leaf;
    })];
}
