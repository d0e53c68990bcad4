using System.CommandLine;
using RingRift.Local.Arguments;
using RingRift.Local.Reports;
using RingRift.Local.Stack;
using RingRift.Pipeline.Runs;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift report CONFIG</c>: the report that a training ends with, at any time.</summary>
internal static class ReportCommand
{
    public static Command Build()
    {
        var (config, data) = (SharedOptions.ConfigArgument(), SharedOptions.Data());
        var into = new Option<DirectoryInfo>("--out") { Description = "Folder for the files; it must exist. Default: that of --data.", HelpName = "FOLDER" };
        var command = new Command(
            "report", $"Write {ReportFiles.Page}, curves.svg and curves.csv of a run: its champion, results, losses and networks. 'train' ends with them.")
        {
            config, data, into,
        };
        command.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var (folder, name) = (new StackFolder(parse.GetRequiredValue(data).FullName), parse.GetValue(config).Name);
            var storage = await StackStorage.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
            await using (storage.ConfigureAwait(false))
            {
                var status = await storage.Get<RunStatusReader>().ReadAsync(name, cancellationToken).ConfigureAwait(false)
                    ?? throw new CommandException($"{name} has no run in {folder.Root}; 'ringrift train --config {name}' starts one");
                await parse.InvocationConfiguration.Output.WriteLineAsync(Write(parse.GetValue(into)?.FullName ?? folder.Root, status)).ConfigureAwait(false);
                return 0;
            }
        });
        return command;
    }

    private static string Write(string folder, RunStatus status)
    {
        try
        {
            return ReportFiles.Write(folder, status);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--out '{folder}': {cause.Message}", cause);
        }
    }
}
