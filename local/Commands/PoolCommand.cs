using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;
using RingRift.Pipeline.Champions.Pool;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift pool CONFIG</c>: the past champions of a config as opponents.</summary>
internal static class PoolCommand
{
    public static Command Build()
    {
        var (config, data, json) = (
            SharedOptions.ConfigArgument(), SharedOptions.Data(), SharedOptions.Json("Print the pool as one JSON object."));
        var pool = new Command(
            "pool",
            "List the past champions of a configuration as opponents: games, win rate of candidates against them, priority and chance of being drawn.")
        {
            config, data, json,
        };
        pool.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var storage = await StackStorage.OpenAsync(
                new StackFolder(parse.GetRequiredValue(data).FullName), cancellationToken).ConfigureAwait(false);
            await using (storage.ConfigureAwait(false))
            {
                var status = await storage.Get<OpponentPoolReader>().ReadAsync(
                    parse.GetValue(config).Name, cancellationToken).ConfigureAwait(false);
                var text = parse.GetValue(json) ? JsonSerializer.Serialize(status, EventJson.Options) : Text(status);
                await parse.InvocationConfiguration.Output.WriteLineAsync(text).ConfigureAwait(false);
                return 0;
            }
        });
        return pool;
    }

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
