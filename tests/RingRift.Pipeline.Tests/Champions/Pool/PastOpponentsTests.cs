using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Champions.Pool;

public sealed class PastOpponentsTests : IDisposable
{
    private readonly PipelineHarness _harness = new();

    [Fact]
    public async Task When_only_the_champion_ever_was_champion_should_choose_nobody()
    {
        var models = await PromoteAsync(1);
        Assert.Null(await SelectAsync(States.Candidate, models[0]));
    }

    [Fact]
    public async Task When_events_have_not_arrived_should_know_the_past_champions_all_the_same()
    {
        var models = await PromoteAsync(2);
        var past = await SelectAsync(States.Candidate, models[1]);
        Assert.Equal(
            (Opponents.PastOf(models[0]), models[0], 0.5), (past!.Opponent.Name, past.Opponent.Model, Math.Round(past.Rated.WinRate, 9)));
    }

    [Fact]
    public async Task When_the_results_of_an_iteration_have_not_arrived_should_read_them_from_the_iteration()
    {
        var models = await PromoteAsync(2);
        var before = States.Evaluation([0.5]);
        await _harness.SaveAsync(before with
        {
            Stage = IterationStage.Finished,
            Evaluation = before.Evaluation! with { Scores = [Pools.Score(new Opponent("champion", models[0]), 30, 30)] },
        });
        var past = await SelectAsync(States.Candidate, models[1]);
        Assert.Equal((30, 0.875), (past!.Rated.Games, past.Rated.WinRate));
    }

    [Fact]
    public async Task When_a_past_champion_is_the_candidate_itself_should_not_choose_it()
    {
        var models = await PromoteAsync(2);
        Assert.Null(await SelectAsync(models[0], models[1]));
    }

    [Fact]
    public async Task When_a_network_cannot_be_read_should_choose_another()
    {
        var models = await PromoteAsync(4);
        _harness.Artifacts.Corrupt(models[0], [1]);
        _harness.Artifacts.Corrupt(models[2], [1]);
        for (var seed = 1; seed <= 20; seed++)
        {
            Assert.Equal(models[1], (await SelectAsync(States.Candidate, models[3], seed))!.Opponent.Model);
        }
    }

    public void Dispose() => _harness.Dispose();

    private async Task<List<ArtifactRef>> PromoteAsync(int count)
    {
        var models = new List<ArtifactRef>();
        for (var generation = 1; generation <= count; generation++)
        {
            models.Add(await _harness.PutAsync(ArtifactKind.Model, TestWorker.Network(generation)));
            var champions = _harness.Get<IChampionStore>();
            var token = (await champions.GetAsync(States.Config, CancellationToken.None))?.Token;
            await champions.TrySwapAsync(
                States.Champion with { Model = models[^1], Iteration = generation, Generation = generation }, token,
                CancellationToken.None);
        }

        return models;
    }

    private Task<PastOpponent?> SelectAsync(ArtifactRef candidate, ArtifactRef champion, long seed = 1)
    {
        var state = States.Training() with { Iteration = 3 };
        return _harness.Get<PastOpponents>().SelectAsync(
            state with { Plan = state.Plan with { Seed = seed } }, candidate, champion, CancellationToken.None);
    }
}
