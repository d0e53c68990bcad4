using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Game;
using RingRift.Local.Arguments;
using RingRift.Local.Stack;

namespace RingRift.Local.Commands;

/// <summary>Commands that read one thing about a configuration out of a folder, and print it for people or as one JSON object.</summary>
internal static class ConfigReport
{
    /// <param name="name">Name of the command.</param>
    /// <param name="description">What it shows.</param>
    /// <param name="json">What <c>--json</c> prints.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="text">Says it to people.</param>
    public static Command Build<T>(
        string name, string description, string json, Func<StackStorage, GameConfig, CancellationToken, Task<T>> read, Func<T, string> text)
    {
        var (config, data, asJson) = (SharedOptions.ConfigArgument(), SharedOptions.Data(), SharedOptions.Json(json));
        var command = new Command(name, description) { config, data, asJson };
        command.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var storage = await StackStorage.OpenAsync(
                new StackFolder(parse.GetRequiredValue(data).FullName), cancellationToken).ConfigureAwait(false);
            await using (storage.ConfigureAwait(false))
            {
                var found = await read(storage, parse.GetValue(config), cancellationToken).ConfigureAwait(false);
                var said = parse.GetValue(asJson) ? JsonSerializer.Serialize(found, EventJson.Options) : text(found);
                await parse.InvocationConfiguration.Output.WriteLineAsync(said).ConfigureAwait(false);
                return 0;
            }
        });
        return command;
    }
}
