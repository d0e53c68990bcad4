using System.CommandLine;
using System.Globalization;
using RingRift.Pipeline.Champions.Pool;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift pool CONFIG</c>: the past champions of a config as opponents.</summary>
internal static class PoolCommand
{
    public static Command Build() => ConfigReport.Build(
        "pool",
        "List the past champions of a configuration as opponents: games, win rate of candidates against them, priority and chance of being drawn.",
        "Print the pool as one JSON object.",
        (storage, config, cancellationToken) => storage.Get<OpponentPoolReader>().ReadAsync(config.Name, cancellationToken),
        Text);

    private static string Text(OpponentPoolStatus pool) => pool.Opponents.Count == 0
        ? $"{pool.Config}: nobody was champion yet"
        : string.Join(
            Environment.NewLine,
            pool.Opponents.Select(Line).Prepend($"{pool.Config} before iteration {pool.Iteration}").Select(line => line.TrimEnd()));

    private static string Line(PoolOpponentStatus one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Name} iteration {one.Iteration} games {one.Games} win rate {one.WinRate:F3} priority {one.Priority:F2} {(one.Champion ? "champion" : Chance(one))}");

    private static string Chance(PoolOpponentStatus one) => string.Create(CultureInfo.InvariantCulture, $"chance {one.Chance:P1}");
}
