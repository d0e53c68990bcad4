using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Operations;
using RingRift.Local.Stack;
using RingRift.Pipeline.Operations.Retention;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift retention --dry-run</c>: what would be deleted because it is old and nothing refers to it.</summary>
internal static class RetentionCommand
{
    public static Command Build()
    {
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Show it and delete nothing. The only way this command works: daemons delete.",
        };
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print the report as one JSON object."));
        var retention = new Command(
            "retention",
            "Show what retention would delete now: handled events, jobs of iterations that are over, files that nothing names any more. "
            + "A running stack answers by its own settings, a stopped one by the default ones.")
        {
            dryRun, data, json,
        };
        retention.SetGuardedAction(async (parse, cancellationToken) =>
        {
            if (!parse.GetValue(dryRun))
            {
                throw new CommandException(
                    "retention: needs --dry-run; the daemons SweepInboxes, SweepJobs, SweepProgress and SweepArtifacts delete while a stack runs, see 'ringrift daemons'");
            }

            var report = await StackQuestion.AskAsync(
                parse.GetRequiredValue(data),
                functions => functions.ReadRetentionAsync(cancellationToken),
                storage => storage.Get<RetentionReportReader>().ReadAsync(cancellationToken),
                cancellationToken).ConfigureAwait(false);
            await WriteAsync(report, parse.GetValue(json), parse.InvocationConfiguration.Output).ConfigureAwait(false);
            return report.Unreadable is null ? 0 : 1;
        });
        return retention;
    }

    private static async Task WriteAsync(RetentionReport report, bool json, TextWriter output)
    {
        IEnumerable<string> lines = json ? [JsonSerializer.Serialize(report, EventJson.Options)] : OperatorText.Lines(report);
        foreach (var line in lines)
        {
            await output.WriteLineAsync(line).ConfigureAwait(false);
        }

        if (!json)
        {
            await UnreadableText.WriteAsync(report.Unreadable, json, output).ConfigureAwait(false);
        }
    }
}
