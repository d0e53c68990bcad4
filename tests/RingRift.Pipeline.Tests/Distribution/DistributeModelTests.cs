using RingRift.Pipeline.Artifacts;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Distribution;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Distribution;

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
    public async Task When_a_newer_champion_is_there_should_leave_its_alias_alone()
    {
        var model = await PromoteAsync();
        var champions = _harness.Get<IChampionStore>();
        var pointer = (await champions.GetAsync(States.Config, CancellationToken.None))!;
        await champions.TrySwapAsync(States.Champion with { Iteration = 3 }, pointer.Token, CancellationToken.None);
        Assert.IsType<HandlerResult.Stale>(await HandleAsync(model));
        Assert.Empty(_harness.Artifacts.Aliases);
    }

    public void Dispose() => _harness.Dispose();

    private async Task<ArtifactRef> PromoteAsync()
    {
        var model = await _harness.PutAsync(ArtifactKind.Model, TestWorker.Network(1));
        await _harness.Get<IChampionStore>().TrySwapAsync(States.Champion with { Model = model, Iteration = 2 }, null, CancellationToken.None);
        await _harness.SaveAsync(States.Evaluation([1]) with { Stage = IterationStage.Distribution, Outcome = IterationOutcome.Promoted });
        return model;
    }

    private Task<HandlerResult> HandleAsync(ArtifactRef model)
    {
        var promoted = new ModelPromoted { Config = States.Config, Iteration = 2, Model = model, Reason = "better" };
        return _harness.Get<EventDispatcher>().HandleAsync(nameof(DistributeModel), States.Cause(promoted), CancellationToken.None);
    }
}
