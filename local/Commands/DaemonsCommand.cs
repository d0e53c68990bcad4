using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Local.Operations;
using RingRift.Local.Stack;
using RingRift.Pipeline.Operations.Daemons;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift daemons</c>: how the daemons are.</summary>
internal static class DaemonsCommand
{
    public static Command Build()
    {
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print the report as one JSON object."));
        var daemons = new Command(
            "daemons",
            "Show the health of the daemons: timers and reconcilers that look after the pipeline. Exit code 1 when a daemon of a running stack is unhealthy, "
            + "or when a daemon's state is of another version.")
        {
            data, json,
        };
        daemons.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var (report, running) = await StackQuestion.AskAsync(
                parse.GetRequiredValue(data),
                async functions => (await functions.ReadDaemonsAsync(cancellationToken).ConfigureAwait(false), true),
                async storage => (await storage.Get<DaemonReportReader>().ReadAsync(cancellationToken).ConfigureAwait(false), false),
                cancellationToken).ConfigureAwait(false);
            await WriteAsync(report, parse.GetValue(json), parse.InvocationConfiguration.Output).ConfigureAwait(false);
            return (running && !report.Healthy) || report.Unreadable is not null ? 1 : 0;
        });
        return daemons;
    }

    private static async Task WriteAsync(DaemonReport report, bool json, TextWriter output)
    {
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(report, EventJson.Options)).ConfigureAwait(false);
            return;
        }

        foreach (var daemon in report.Daemons)
        {
            await output.WriteLineAsync(OperatorText.Line(daemon)).ConfigureAwait(false);
        }

        await UnreadableText.WriteAsync(report.Unreadable, json, output).ConfigureAwait(false);
    }
}
