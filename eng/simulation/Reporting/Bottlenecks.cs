using System.Globalization;

namespace RingRift.Simulation.Reporting;

/// <summary>
/// Names what limits a run: a service at its limit, the workers themselves, back-pressure, or too few jobs for them.
/// </summary>
public static class Bottlenecks
{
    /// <summary>Part of a limit from which it counts as reached.</summary>
    public const double Full = 0.8;

    /// <summary>The bottleneck.</summary>
    public static string Of(SimulationResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Resources.MaxBy(resource => resource.Share) is { Share: >= Full } full)
        {
            return full.Name;
        }

        if (result.MeanWorkers >= Full * result.Workers)
        {
            return "workers";
        }

        return result.Pressed > 1 - Full
            ? Say($"back-pressure, {result.Pressed:P0} of the time")
            : result.MostWorkers < result.Workers
                ? Say($"jobs: at most {result.MostWorkers} workers had one")
                : Say($"jobs: {result.MeanWorkers:N0} workers had one on average");
    }

    private static string Say(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
