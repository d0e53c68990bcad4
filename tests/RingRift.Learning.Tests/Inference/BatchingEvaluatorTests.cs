using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Networks;
using RingRift.Learning.Randomness;
using RingRift.Learning.SelfPlay;

namespace RingRift.Learning.Tests.Inference;

public sealed class BatchingEvaluatorTests
{
    private static readonly GameRules Rules = TestGames.Small;

    [Fact]
    public async Task Should_play_128_games_at_once_as_if_each_were_alone()
    {
        var options = TestGames.Options(160) with { FullVisits = 4, FastVisits = 2, MaxPlies = 40 };
        var alone = TestGames.Play(options with { ConcurrentGames = 1 }, new NetworkLeafEvaluator(new HashedNetwork(Rules.Config, 1)));
        var network = new HashedNetwork(Rules.Config, maxBatch: 64);
        using var shared = new BatchingEvaluator(network);

        var together = await PlayAsync(shared, options with { ConcurrentGames = 32 }, threads: 4);

        Assert.Equal(alone.OrderBy(game => game.Game).Select(Text), together.OrderBy(game => game.Game).Select(Text));
        Assert.False(network.Overlapped);
        Assert.Contains(64, network.Batches);
        Assert.Equal(
            new BatchingFigures(network.Batches.Count, network.Batches.Sum(), network.Batches.Count(count => count == 64)), shared.Figures);
    }

    [Fact]
    public async Task Should_play_with_ONNX_Runtime_whatever_shares_the_batch()
    {
        var spec = NetworkSpec.For(Rules.Config, blocks: 1, channels: 8);
        var model = OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, 2));
        var leaves = Leaves(24);
        var expected = leaves.Select(leaf => Alone(model, leaf)).ToArray();
        using var shared = new BatchingEvaluator(new OnnxEvaluator(model, new OnnxEvaluatorOptions { MaxBatch = 16 }));

        await Task.WhenAll(leaves.Chunk(6).Select(part => OnThread(() =>
        {
            using var caller = shared.Join();
            caller.Evaluate(part);
        })));

        for (var i = 0; i < leaves.Length; i++)
        {
            Assert.Equal(expected[i].Values[0], leaves[i].Values[0], 1e-5);
            Assert.All(expected[i].Priors.Zip(leaves[i].Priors.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }

    [Fact]
    public void When_all_callers_wait_should_evaluate_what_there_is()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 64);
        using var shared = new BatchingEvaluator(network);
        using var caller = shared.Join();

        caller.Evaluate(Leaves(3));

        Assert.Equal([3], network.Batches);
    }

    [Fact]
    public async Task When_a_caller_leaves_should_no_longer_wait_for_it()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 64);
        using var shared = new BatchingEvaluator(network);
        using var caller = shared.Join();
        var other = shared.Join();
        var waiting = OnThread(() => caller.Evaluate(Leaves(2)));

        Assert.Empty(network.Batches);
        other.Dispose();
        other.Dispose();
        await waiting;

        Assert.Equal([2], network.Batches);
        Assert.Throws<ObjectDisposedException>(() => other.Evaluate(Leaves(1)));
    }

    [Fact]
    public void When_there_are_more_leaves_than_fit_should_evaluate_them_in_turn()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 4);
        using var shared = new BatchingEvaluator(network);
        using var caller = shared.Join();

        caller.Evaluate(Leaves(10));

        Assert.Equal([4, 4, 2], network.Batches);
    }

    [Fact]
    public async Task When_the_network_fails_should_tell_every_game()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 8) { Before = _ => throw new InvalidOperationException("out of memory") };
        using var shared = new BatchingEvaluator(network, batches: 2);
        var callers = Enumerable.Range(0, 4).Select(_ => shared.Join()).ToArray();

        var playing = callers.Select(caller => OnThread(() => caller.Evaluate(Leaves(4)))).ToArray();

        foreach (var game in playing)
        {
            Assert.Contains("out of memory", (await Assert.ThrowsAsync<InferenceException>(() => game)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<InferenceException>(shared.Join);
    }

    [Fact]
    public async Task When_cancelled_should_release_those_who_wait_for_others()
    {
        using var stop = new CancellationTokenSource();
        using var shared = new BatchingEvaluator(new HashedNetwork(Rules.Config, maxBatch: 8), cancellationToken: stop.Token);
        using var caller = shared.Join();
        using var idle = shared.Join();
        var waiting = OnThread(() => caller.Evaluate(Leaves(2)));

        await stop.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => waiting);
        Assert.Throws<OperationCanceledException>(() => idle.Evaluate(Leaves(1)));
    }

    [Fact]
    public async Task When_no_batch_is_free_should_wait_for_one_and_lose_nothing()
    {
        using var go = new ManualResetEventSlim();
        var network = new HashedNetwork(Rules.Config, maxBatch: 2) { Before = _ => go.Wait() };
        using var shared = new BatchingEvaluator(network, batches: 2);
        var callers = Enumerable.Range(0, 8).Select(_ => shared.Join()).ToArray();
        var playing = callers.Select(caller => OnThread(() => caller.Evaluate(Leaves(2)))).ToArray();

        go.Set();
        await Task.WhenAll(playing);

        Assert.Equal(Enumerable.Repeat(2, 8), network.Batches);
    }

    [Fact]
    public void When_a_position_is_of_another_game_should_fail_and_hold_up_nobody()
    {
        using var shared = new BatchingEvaluator(new HashedNetwork(Rules.Config, maxBatch: 8));
        using var caller = shared.Join();
        var foreign = new Leaf(GameRules.For(GameConfig.Parse("square8_2p")), new SeededRandom(1));

        Assert.Throws<ArgumentException>(() => caller.Evaluate([foreign]));
        Assert.Throws<InferenceException>(() => caller.Evaluate(Leaves(1)));
    }

    [Fact]
    public void When_disposed_should_dispose_the_network_and_refuse_callers()
    {
        var network = new HashedNetwork(Rules.Config, maxBatch: 8);
        var shared = new BatchingEvaluator(network);
        var caller = shared.Join();

        shared.Dispose();
        shared.Dispose();

        Assert.True(network.Disposed);
        Assert.Throws<ObjectDisposedException>(() => caller.Evaluate(Leaves(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchingEvaluator(network, batches: 1));
    }

    [Fact]
    public void Should_allocate_next_to_nothing_per_batch()
    {
        using var shared = new BatchingEvaluator(new UniformEvaluator(Rules.Config, 16));
        using var caller = shared.Join();
        var leaves = Leaves(16);
        for (var warm = 0; warm < 10; warm++)
        {
            caller.Evaluate(leaves);
        }

        Assert.InRange(Allocation.FewestOf(() => caller.Evaluate(leaves), calls: 100), 0, 512);
    }

    private static async Task<List<GameRecord>> PlayAsync(BatchingEvaluator shared, SelfPlayOptions options, int threads)
    {
        var each = options.Games / threads;
        var games = new List<GameRecord>();
        var callers = Enumerable.Range(0, threads).Select(_ => shared.Join()).ToArray();
        await Task.WhenAll(callers.Select((caller, thread) => OnThread(() =>
        {
            using var leaving = caller;
            var mine = TestGames.Play(options with { FirstGame = thread * each, Games = (thread + 1) * each }, caller);
            lock (games)
            {
                games.AddRange(mine);
            }
        })));
        return games;
    }

    private static (float[] Priors, float[] Values) Alone(byte[] model, Leaf leaf)
    {
        using var evaluator = new NetworkLeafEvaluator(new OnnxEvaluator(model, new OnnxEvaluatorOptions { MaxBatch = 1 }));
        evaluator.Evaluate([leaf]);
        var answer = (leaf.Priors.ToArray(), leaf.Values.ToArray());
        leaf.Priors.Clear();
        Array.Clear(leaf.Values);
        return answer;
    }

    /// <summary>Different positions, each with its moves.</summary>
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

    private static Task OnThread(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static string Text(GameRecord game) =>
        $"{game.Game} {game.Moves} {string.Join(' ', game.Decisions.Select(d => $"{d.Ply}:{string.Join(',', d.Visits)}:{string.Join(',', d.Values)}"))}";
}
