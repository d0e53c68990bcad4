using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.InMemory;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Rollback;
using RingRift.Pipeline.Stages.Distribution;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Champions.Rollback;

/// <summary>A config with champions whose networks and checkpoints are stored, and the events of a rollback.</summary>
public sealed class RollbackHarness(params (string Name, string Value)[] overrides) : IDisposable
{
    public PipelineHarness Pipeline { get; } = new(overrides);

    public IChampionStore Champions => Pipeline.Get<IChampionStore>();

    public string Alias => Pipeline.Artifacts.Aliases[ChampionDistribution.AliasOf(States.Config)].Sha256;

    public async Task<Champion> PromoteAsync()
    {
        var pointer = await Champions.GetAsync(States.Config, CancellationToken.None);
        var generation = (pointer?.Champion.Generation ?? 0) + 1;
        var champion = new Champion(
            States.Config,
            await Pipeline.PutAsync(ArtifactKind.Model, TestWorker.Network(generation)),
            await Pipeline.PutAsync(ArtifactKind.Checkpoint, BitConverter.GetBytes(generation)),
            generation,
            generation);
        Assert.True(await Champions.TrySwapAsync(champion, pointer?.Token, CancellationToken.None));
        return champion;
    }

    public async Task<Champion> CurrentAsync() => (await Champions.GetAsync(States.Config, CancellationToken.None))!.Champion;

    public async Task<List<Champion>> HistoryAsync() => await Champions.HistoryAsync(States.Config, CancellationToken.None).ToListAsync();

    public static EventEnvelope Critical(Champion champion, Champion baseline, int iteration = 9) => States.Cause(new RegressionCritical
    {
        Config = States.Config,
        Iteration = iteration,
        Model = champion.Model,
        Baseline = baseline.Model,
        EloDrop = 120,
        EloDropLow = 80,
        Severity = RegressionSeverity.Critical,
        Reason = "weaker",
    });

    public Task<HandlerResult> HandleAsync(EventEnvelope cause) =>
        Pipeline.Get<EventDispatcher>().HandleAsync(nameof(RollBackPromotion), cause, CancellationToken.None);

    /// <summary>Delivers an event until a delivery does not crash, then everything that follows from it.</summary>
    public async Task DeliverAsync(EventEnvelope cause)
    {
        while (true)
        {
            try
            {
                await HandleAsync(cause);
                break;
            }
            catch (InjectedFaultException)
            {
            }
        }

        await Pipeline.RunToEndAsync();
    }

    public IReadOnlyList<PromotionRolledBack> Told() =>
        [.. Pipeline.Bus.Published.DistinctBy(e => e.Id).Where(e => e.Type == DataEventType.PromotionRolledBack)
            .Select(e => e.Payload<PromotionRolledBack>())];

    public void Dispose() => Pipeline.Dispose();
}
