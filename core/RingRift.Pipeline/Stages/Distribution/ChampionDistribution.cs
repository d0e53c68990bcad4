using RingRift.Eventing.Artifacts;
using RingRift.Pipeline.Champions;

namespace RingRift.Pipeline.Stages.Distribution;

/// <summary>
/// Brings the alias that workers read in line with the champion pointer. It looks at the pointer again after setting the alias: of two that
/// run at once, the one that wrote last has seen the newest pointer.
/// </summary>
public sealed class ChampionDistribution(IArtifactStore artifacts, IChampionStore champions)
{
    /// <summary>Alias of a config's champion.</summary>
    public static string AliasOf(string config) => $"{config}.onnx";

    /// <summary>Distributes the champion there is.</summary>
    public async Task<DistributionOutcome> DistributeAsync(string config, CancellationToken cancellationToken)
    {
        var model = await ChampionAsync(config, cancellationToken);
        while (model is not null)
        {
            // Every byte that workers will read is verified first.
            if (await artifacts.FindFaultAsync(model, cancellationToken) is { } fault)
            {
                return new DistributionOutcome.Unreadable(fault);
            }

            var location = await artifacts.SetAliasAsync(AliasOf(config), model, cancellationToken);
            var after = await ChampionAsync(config, cancellationToken);
            if (after == model)
            {
                return new DistributionOutcome.Distributed(model, location);
            }

            model = after;
        }

        return new DistributionOutcome.NoChampion();
    }

    private async Task<ArtifactRef?> ChampionAsync(string config, CancellationToken cancellationToken) =>
        (await champions.GetAsync(config, cancellationToken))?.Champion.Model;
}
