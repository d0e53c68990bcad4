using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.InMemory;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Distribution;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Stages.Distribution;

public sealed class DistributeModelTests : IDisposable
{
    private readonly PipelineHarness _harness = new();

    [Fact]
    public async Task When_promoted_should_set_the_alias_and_say_where()
    {
        var model = await PromoteAsync();
        Assert.IsType<HandlerResult.Done>(await HandleAsync(model));
        Assert.Equal(model, _harness.Artifacts.Aliases[ChampionDistribution.AliasOf(States.Config)]);
        var complete = Assert.Single(_harness.Bus.TakeAll()).Payload<ModelDistributionComplete>();
        Assert.Equal((model, "hex8_2p.onnx"), (complete.Model, complete.Location));
        Assert.Equal(IterationStage.Finished, (await _harness.IterationsAsync())[0].Stage);
    }

    [Fact]
    public async Task When_the_bytes_are_not_those_named_should_not_set_the_alias()
    {
        var model = await PromoteAsync();
        _harness.Artifacts.Corrupt(model, [1, 2, 3]);
        Assert.IsType<HandlerResult.DeadLetter>(await HandleAsync(model));
        Assert.Empty(_harness.Artifacts.Aliases);
    }

    [Fact]
    public async Task When_it_was_rolled_back_in_the_meantime_should_distribute_the_champion_there_is_and_end_the_iteration()
    {
        var model = await PromoteAsync();
        var other = await OtherChampionAsync();
        Assert.IsType<HandlerResult.Done>(await HandleAsync(model));
        Assert.Equal(other, _harness.Artifacts.Aliases[ChampionDistribution.AliasOf(States.Config)]);
        Assert.Equal(other, Assert.Single(_harness.Bus.TakeAll()).Payload<ModelDistributionComplete>().Model);
        var ended = (await _harness.IterationsAsync())[0];
        Assert.Equal(IterationStage.Finished, ended.Stage);
        Assert.Contains("rolled back", ended.Timeline[^1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_champion_changes_while_the_alias_is_set_should_set_it_again()
    {
        var model = await PromoteAsync();
        ArtifactRef? other = null;
        _harness.Faults.Fails = (point, _) =>
        {
            if (point == FaultPoint.BeforeAlias && other is null)
            {
                other = model;
                other = OtherChampionAsync().GetAwaiter().GetResult();
            }

            return false;
        };
        await HandleAsync(model);
        Assert.NotEqual(model, other);
        Assert.Equal(other, _harness.Artifacts.Aliases[ChampionDistribution.AliasOf(States.Config)]);
    }

    [Fact]
    public async Task When_there_is_no_champion_at_all_should_be_a_dead_letter()
    {
        await _harness.SaveAsync(States.Evaluation([1]) with { Stage = IterationStage.Distribution });
        Assert.IsType<HandlerResult.DeadLetter>(await HandleAsync(States.Candidate));
    }

    public void Dispose() => _harness.Dispose();

    private async Task<ArtifactRef> OtherChampionAsync()
    {
        var other = await _harness.PutAsync(ArtifactKind.Model, TestWorker.Network(2));
        var champions = _harness.Get<IChampionStore>();
        var pointer = (await champions.GetAsync(States.Config, CancellationToken.None))!;
        Assert.True(
            await champions.TrySwapAsync(States.Champion with { Model = other, Generation = 2 }, pointer.Token, CancellationToken.None));
        return other;
    }

    private async Task<ArtifactRef> PromoteAsync()
    {
        var model = await _harness.PutAsync(ArtifactKind.Model, TestWorker.Network(1));
        await _harness.Get<IChampionStore>().TrySwapAsync(
            States.Champion with { Model = model, Iteration = 2 }, null, CancellationToken.None);
        await _harness.SaveAsync(States.Evaluation([1]) with { Stage = IterationStage.Distribution, Outcome = IterationOutcome.Promoted });
        return model;
    }

    private Task<HandlerResult> HandleAsync(ArtifactRef model)
    {
        var promoted = new ModelPromoted { Config = States.Config, Iteration = 2, Model = model, Reason = "better" };
        return _harness.Get<EventDispatcher>().HandleAsync(nameof(DistributeModel), States.Cause(promoted), CancellationToken.None);
    }
}
