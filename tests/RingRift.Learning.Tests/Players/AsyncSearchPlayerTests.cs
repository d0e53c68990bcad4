using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Learning.Players;
using RingRift.Learning.Search;
using RingRift.Learning.Tests.Inference;

namespace RingRift.Learning.Tests.Players;

public sealed class AsyncSearchPlayerTests
{
    private const int Visits = 40;

    [Theory]
    [InlineData("hex8_2p")]
    [InlineData("square8_3p")]
    public async Task Should_find_what_a_search_finds_that_waits_for_its_network(string config)
    {
        var (rules, moves) = (GameRules.For(GameConfig.Parse(config)), new MoveList());
        using var waiting = SearchPlayer.ForNetwork(new HashedNetwork(rules.Config, 1), Visits);
        using var network = new HashedNetwork(rules.Config, 1);
        using var player = new AsyncSearchPlayer(new LateNetwork(network));
        var state = new GameState(rules);
        for (var decision = 0; decision < 12 && !state.IsOver; decision++)
        {
            var found = await player.AnalyseAsync(state, Visits);
            var expected = waiting.Analyse(state, Visits, CancellationToken.None);
            Assert.Equal((expected.Best, expected.Visits), (found.Best, found.Visits));
            Assert.Equal(expected.Moves, found.Moves);
            Assert.Equal(expected.Values, found.Values);
            state.Play(found.Best);
            ForcedPlies.PlayThrough(state, moves);
        }

        Assert.InRange(network.Batches.Count, Visits, 12 * Visits);
    }

    [Fact]
    public async Task When_the_network_fails_should_say_so()
    {
        var rules = GameRules.For(GameConfig.Parse("hex8_2p"));
        using var network = new HashedNetwork(rules.Config, 1) { Before = _ => throw new InferenceException("lost") };
        using var player = new AsyncSearchPlayer(new LateNetwork(network));
        Assert.Equal(
            "lost", (await Assert.ThrowsAsync<InferenceException>(() => player.AnalyseAsync(new GameState(rules), Visits))).Message);
    }

    /// <summary>Answers when the caller has already gone on.</summary>
    private sealed class LateNetwork(IEvaluator network) : IAsyncEvaluator
    {
        public GameConfig Config => network.Config;

        public async Task EvaluateAsync(InferenceBatch batch)
        {
            await Task.Yield();
            network.Evaluate(batch, batch.Capacity);
        }
    }
}
