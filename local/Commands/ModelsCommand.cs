using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Files;
using RingRift.Game;
using RingRift.Local.Arguments;
using RingRift.Local.Models;
using RingRift.Local.Operations;
using RingRift.Local.Stack;
using RingRift.Pipeline.Champions;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift models</c>: the champions of a config; <c>ringrift models export</c>: one of them as a file.</summary>
internal static class ModelsCommand
{
    public static Command Build()
    {
        var (config, data, json) = (
            SharedOptions.Config(), SharedOptions.Data(), SharedOptions.Json("Print one JSON object for each champion."));
        var models = new Command("models", "List the champions of a configuration, oldest first.") { config, data, json };
        models.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var name = parse.GetValue(config);
            var unreadable = new List<UnreadableRecord>();
            var line = await ReadAsync(
                new StackFolder(parse.GetRequiredValue(data).FullName), name, unreadable, cancellationToken).ConfigureAwait(false);
            if (line.History.Count == 0 && unreadable.Count == 0)
            {
                await parse.InvocationConfiguration.Error.WriteLineAsync(
                    $"{name} has no champion yet; 'ringrift train --config {name}' trains one").ConfigureAwait(false);
            }

            foreach (var champion in line.History)
            {
                var text = parse.GetValue(json) ? Json(champion, line.RolledBackBy(champion)) : Line(champion, line.RolledBackBy(champion));
                await parse.InvocationConfiguration.Output.WriteLineAsync(text).ConfigureAwait(false);
            }

            return await UnreadableText.WriteAsync(
                unreadable, parse.GetValue(json), parse.InvocationConfiguration.Output).ConfigureAwait(false);
        });
        models.Subcommands.Add(BuildExport());
        return models;
    }

    private static Command BuildExport()
    {
        var (config, data) = (SharedOptions.Config(), SharedOptions.Data());
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write the champion's network; its directory must exist." };
        var export = new Command("export", "Write the champion's network as an ONNX file.") { file, config, data };
        export.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var folder = new StackFolder(parse.GetRequiredValue(data).FullName);
            var bytes = await ChampionModel.ReadAsync(folder, parse.GetValue(config), cancellationToken).ConfigureAwait(false);
            await WriteAsync(parse.GetRequiredValue(file), bytes, cancellationToken).ConfigureAwait(false);
            return 0;
        });
        return export;
    }

    // A player that opens the file meanwhile must not get half a network. What is no file, as /dev/stdout, must not become one.
    private static async Task WriteAsync(FileInfo file, byte[] bytes, CancellationToken cancellationToken)
    {
        if (file.LinkTarget is null && UnixStatus.Of(file.FullName, follow: true) is null or { Kind: UnixStatus.RegularFile })
        {
            AtomicFile.Write(file.FullName, bytes);
        }
        else
        {
            await File.WriteAllBytesAsync(file.FullName, bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ChampionLine> ReadAsync(
        StackFolder folder, GameConfig config, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var storage = await StackStorage.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        await using (storage.ConfigureAwait(false))
        {
            return new ChampionLine(
                await storage.Champions.HistoryAsync(
                    config.Name, unreadable, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    private static string Line(Champion champion, int? rolledBackBy)
    {
        var note = (champion.Rollback, rolledBackBy) switch
        {
            ({ } rollback, _) => $", restores generation {rollback.Restored}: {rollback.Reason}",
            (null, { } by) => $", rolled back by generation {by}",
            _ => string.Empty,
        };
        return $"{champion.Config} generation {champion.Generation} iteration {champion.Iteration} {champion.Model.Sha256} {champion.Model.Length} bytes{note}";
    }

    private static string Json(Champion champion, int? rolledBackBy)
    {
        var json = JsonSerializer.SerializeToNode(champion, EventJson.Options)!.AsObject();
        json["rolledBackBy"] = rolledBackBy;
        return json.ToJsonString();
    }
}
