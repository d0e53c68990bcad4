using System.Globalization;
using RingRift.Pipeline.Iterations;

namespace RingRift.Simulation.Reporting;

/// <summary>Names what limits a run: a service at its limit, the workers themselves, too few jobs for them, or the stage that takes longest.</summary>
public static class Bottlenecks
{
    /// <summary>Part of a limit from which it counts as reached.</summary>
    public const double Full = 0.8;

    /// <summary>The bottleneck.</summary>
    public static string Of(SimulationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var longest = result.StageSeconds.MaxBy(stage => stage.Value);
        return result.Resources.MaxBy(resource => resource.Share) is { Share: >= Full } full ? full.Name
            : result.MeanWorkers >= Full * result.Workers ? "workers"
            : result.MostWorkers < result.Workers ? Say($"jobs: at most {result.MostWorkers} workers had one")
            : Say($"{longest.Key}, {longest.Value / result.StageSeconds.Values.Sum():P0} of an iteration").Replace(nameof(IterationStage.Selfplay), "self-play", StringComparison.Ordinal);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
