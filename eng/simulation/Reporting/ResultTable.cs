using System.Globalization;

namespace RingRift.Simulation.Reporting;

/// <summary>Results as Markdown tables, as docs/scale.md shows them.</summary>
public static class ResultTable
{
    /// <summary>Throughput, use and cost, a row for each run.</summary>
    public static IEnumerable<string> Summary(IEnumerable<SimulationResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Rows(
            [
                "design", "workers", "shards", "games/h", "workers, mean (most)", "useful", "evictions", "games again", "events/s, busiest minute", "$/day", "$/million games",
                "bottleneck",
            ],
            results.Select(result => (IEnumerable<string>)[
                result.Design,
                Say($"{result.Workers:N0}"),
                Say($"{result.Shards}"),
                Say($"{result.GamesPerHour:N0}"),
                Say($"{result.MeanWorkers:N1} ({result.MostWorkers:N0})"),
                Say($"{result.Useful:P0}"),
                Say($"{result.Evictions:N0}"),
                Say($"{result.RepeatedGames:N0}"),
                Say($"{result.Resources[0].Peak:N1}"),
                Say($"{result.Cost.Values.Sum() * 24 / result.Hours:N2}"),
                Say($"{result.CostPerMillionGames:N2}"),
                result.Bottleneck,
            ]));
    }

    /// <summary>Part of each limit in the busiest minute, a row for each run.</summary>
    public static IEnumerable<string> Limits(IReadOnlyList<SimulationResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Rows(
            ["design", "workers", .. results[0].Resources.Select(resource => resource.Name), "function instances"],
            results.Select(result => (IEnumerable<string>)[
                result.Design,
                Say($"{result.Workers:N0}"),
                .. result.Resources.Select(resource => Say($"{resource.Peak:N1} of {resource.Limit:N0} ({resource.Share:P1})")),
                Say($"{result.MostFunctions}"),
            ]));
    }

    /// <summary>Mean seconds of each stage, a row for each run.</summary>
    public static IEnumerable<string> Stages(IReadOnlyList<SimulationResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Rows(
            ["design", "workers", "iterations", .. results[0].StageSeconds.Keys],
            results.Select(result => (IEnumerable<string>)[
                result.Design, Say($"{result.Workers:N0}"), Say($"{result.Iterations:N0}"), .. result.StageSeconds.Values.Select(seconds => Say($"{seconds:N0} s"))]));
    }

    /// <summary>Cost of a day by item, a row for each run.</summary>
    public static IEnumerable<string> Costs(IReadOnlyList<SimulationResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Rows(
            ["design", "workers", .. results[0].Cost.Keys, "all"],
            results.Select(result => (IEnumerable<string>)[
                result.Design,
                Say($"{result.Workers:N0}"),
                .. result.Cost.Values.Append(result.Cost.Values.Sum()).Select(cost => Say($"${cost * 24 / result.Hours:N2}"))]));
    }

    private static IEnumerable<string> Rows(IReadOnlyList<string> header, IEnumerable<IEnumerable<string>> rows) =>
        rows.Prepend(header.Select(_ => "---")).Prepend(header).Select(row => $"| {string.Join(" | ", row)} |");

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
