using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Game;
using RingRift.Local.Arguments;
using RingRift.Local.Models;
using RingRift.Local.Operations;
using RingRift.Local.Stack;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift lineage CONFIG NAME</c>: the games that taught a network, and the networks that games taught.</summary>
internal static class LineageCommand
{
    public static Command Build()
    {
        var (config, data, json) = (
            SharedOptions.ConfigArgument(), SharedOptions.Data(), SharedOptions.Json("Print one JSON object: the network's ancestors, and what came of the games."));
        var name = new Argument<string>("NAME")
        {
            Description = "'champion', an iteration, or the beginning of the SHA-256 of a network, a checkpoint, games or rows.",
            DefaultValueFactory = _ => LineageText.Champion,
        };
        var command = new Command(
            "lineage", "Follow a network back to the games and networks that taught it, and games forward to the networks and champions that they taught.")
        {
            config, name, data, json,
        };
        command.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var unreadable = new List<UnreadableRecord>();
            var folder = new StackFolder(parse.GetRequiredValue(data).FullName);
            var lineage = await ReadAsync(folder, parse.GetValue(config), unreadable, cancellationToken).ConfigureAwait(false);
            var iteration = LineageText.Resolve(lineage, parse.GetRequiredValue(name));
            var output = parse.InvocationConfiguration.Output;
            var text = parse.GetValue(json)
                ? JsonSerializer.Serialize(LineageView.Of(lineage, iteration), EventJson.Options)
                : string.Join(Environment.NewLine, LineageText.Lines(lineage, iteration));
            await output.WriteLineAsync(text).ConfigureAwait(false);
            return await UnreadableText.WriteAsync(unreadable, parse.GetValue(json), output).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<Lineage> ReadAsync(
        StackFolder folder, GameConfig config, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var storage = await StackStorage.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        await using (storage.ConfigureAwait(false))
        {
            return await storage.Get<LineageReader>().ReadAsync(config.Name, unreadable, cancellationToken).ConfigureAwait(false)
                ?? throw new CommandException($"{config.Name} has no run in {folder.Root}; 'ringrift train --config {config.Name}' starts one");
        }
    }
}
