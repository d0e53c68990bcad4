using System.Globalization;
using RingRift.Eventing.Events;

namespace RingRift.Simulation.Reporting;

/// <summary>
/// Names what limits a run: a service at its limit, the workers themselves, too few jobs for them, or the stage that takes longest.
/// </summary>
public static class Bottlenecks
{
    /// <summary>Part of a limit from which it counts as reached.</summary>
    public const double Full = 0.8;

    private static readonly (string Name, IterationStage[] Stages)[] Groups =
    [
        ("self-play", [IterationStage.SelfPlay]),
        ("sync and export", [IterationStage.Sync, IterationStage.Export]),
        ("training", [IterationStage.Training]),
        ("evaluation and decisions", [IterationStage.Evaluation, IterationStage.Promotion]),
    ];

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

        var (name, seconds) = Groups
            .Select(group => (group.Name, Seconds: group.Stages.Sum(stage => result.StageSeconds.GetValueOrDefault(stage.ToString()))))
            .MaxBy(group => group.Seconds);
        return name == Groups[0].Name && result.MostWorkers < result.Workers
            ? Say($"jobs: at most {result.MostWorkers} workers had one")
            : Say($"{name}, {seconds / result.StageSeconds.Values.Sum():P0} of an iteration");
    }

    private static string Say(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
