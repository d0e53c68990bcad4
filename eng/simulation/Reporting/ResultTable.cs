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
                "design", "workers", "lanes x games", "games/h", "workers, mean (most)", "useful", "starts", "evictions", "games again",
                "events/s, busiest minute", "$/day", "$/million games",
                "bottleneck",
            ],
            results.Select(result => (IEnumerable<string>)[
                result.Design,
                Say($"{result.Workers:N0}"),
                Say($"{result.Lanes} x {result.GamesPerShard:N0}"),
                Say($"{result.GamesPerHour:N0}"),
                Say($"{result.MeanWorkers:N1} ({result.MostWorkers:N0})"),
                Say($"{result.Useful:P0}"),
                Say($"{result.Starts:N0}"),
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
                Say($"{result.MostFunctions} ({result.FunctionMemoryShare:P0} of the region's memory)"),
            ]));
    }

    /// <summary>Mean seconds of each stage, a row for each run.</summary>
    public static IEnumerable<string> Stages(IReadOnlyList<SimulationResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Rows(
            ["design", "workers", "iterations", "candidates", "champions", "uses of a row", "conflicts", "pressed", .. results[0].StageSeconds.Keys],
            results.Select(result => (IEnumerable<string>)[
                result.Design, Say($"{result.Workers:N0}"), Say($"{result.Iterations:N0}"), Say($"{result.Candidates:N0}"),
                Say($"{result.Champions:N0}"), Say($"{result.RowUses:N2}"), Say($"{result.Conflicts:P1}"), Say($"{result.Pressed:P0}"),
                .. result.StageSeconds.Values.Select(seconds => Say($"{seconds:N0} s"))]));
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

    /// <summary>Cost of a day on which nothing is played, a row for each item.</summary>
    public static IEnumerable<string> Standing(IReadOnlyDictionary<string, double> standing)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return Rows(
            ["standing", "a day"],
            standing.Append(new("all", standing.Values.Sum())).Select(item => (IEnumerable<string>)[item.Key, Say($"${item.Value:N2}")]));
    }

    /// <summary>Games an hour and cost over all seeds, a row for each size and design.</summary>
    public static IEnumerable<string> Spread(IEnumerable<SimulationResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return Rows(
            ["design", "workers", "seeds", "games/h, mean", "least", "most", "standard deviation", "$/million games, mean"],
            results.GroupBy(result => (result.Design, result.Workers)).Select(group =>
            {
                var (games, mean) = (group.Select(result => result.GamesPerHour).ToArray(), group.Average(result => result.GamesPerHour));
                var deviation = Math.Sqrt(games.Sum(one => (one - mean) * (one - mean)) / Math.Max(1, games.Length - 1));
                return (IEnumerable<string>)[
                    group.Key.Design, Say($"{group.Key.Workers:N0}"), Say($"{games.Length}"), Say($"{mean:N0}"), Say($"{games.Min():N0}"),
                    Say($"{games.Max():N0}"),
                    mean > 0 ? Say($"{deviation / mean:P1}") : "-", Say($"{group.Average(result => result.CostPerMillionGames):N2}")];
            }));
    }

    private static IEnumerable<string> Rows(IReadOnlyList<string> header, IEnumerable<IEnumerable<string>> rows) =>
        rows.Prepend(header.Select(_ => "---")).Prepend(header).Select(row => $"| {string.Join(" | ", row)} |");

    private static string Say(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture).Replace(" %", "%", StringComparison.Ordinal);
}
