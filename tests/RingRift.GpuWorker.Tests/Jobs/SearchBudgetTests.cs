using RingRift.Eventing.Events;
using RingRift.GpuWorker.Inference;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Stages.Evaluation;

namespace RingRift.GpuWorker.Tests.Jobs;

public sealed class SearchBudgetTests
{
    private readonly WorkerBench _bench = new();

    [Fact]
    public void Should_search_in_matches_like_self_play_unless_told_otherwise() =>
        Assert.Equal(new SelfPlayJobOptions().FullVisits, new EvaluationOptions().MatchSimulations);

    [Fact]
    public async Task Should_keep_the_budget_that_games_were_played_with()
    {
        _bench.Send(JobQueues.Selfplay, new SelfplayRequested { Config = "hex8_2p", Iteration = 1, JobId = "budget", Shard = 0, Games = 2, Seed = 42 });
        var settings = new Dictionary<string, string?> { ["SelfPlay:FullVisits"] = "6", ["SelfPlay:FastVisits"] = "3", ["SelfPlay:FullShare"] = "0.25" };
        await _bench.Worker(settings).ProcessNextAsync(default);

        await using var content = await _bench.Artifacts.OpenAsync(Assert.Single(_bench.Published<SelfplayComplete>()).Data, default);
        Assert.All(GameShardReader.Read(content), game => Assert.Equal(new SearchBudget(6, 3, 0.25), game.Budget));
    }
}
