using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Local.Arguments;
using RingRift.Local.Events;
using RingRift.Local.Operations;
using RingRift.Local.Stack;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift trace CORRELATION</c>: everything that happened in an iteration, by cause and effect.</summary>
internal static class TraceCommand
{
    public static Command Build()
    {
        var correlation = new Argument<string>("CORRELATION")
        {
            Description = "Config and iteration, for example hex8_2p-0003; 'events list' shows which there are.",
        };
        var before = Neighbours("--before", "Follow causes into this many iterations before it.");
        var after = Neighbours("--after", "Follow effects into this many iterations after it.");
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print the trace as one JSON object."));
        var command = new Command(
            "trace",
            "Show the whole chain of an iteration as a tree: each event below its cause, with times, consumers, attempts, durations and results.")
        {
            correlation, before, after, data, json,
        };
        command.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var trace = await ReadAsync(
                new StackFolder(parse.GetRequiredValue(data).FullName),
                parse.GetRequiredValue(correlation),
                parse.GetValue(before),
                parse.GetValue(after),
                cancellationToken).ConfigureAwait(false);
            Write(trace, parse.GetValue(json), parse.InvocationConfiguration.Output);
            return parse.GetValue(json)
                ? trace.Unreadable is null ? 0 : 1
                : await UnreadableText.WriteAsync(
                    trace.Unreadable, json: false, parse.InvocationConfiguration.Output).ConfigureAwait(false);
        });
        return command;
    }

    private static Option<int> Neighbours(string name, string description) =>
        ValueOptions.Whole(name, description, 0, EventTraceReader.MostNeighbours, 0);

    private static async Task<EventTrace> ReadAsync(
        StackFolder folder, string correlation, int before, int after, CancellationToken cancellationToken)
    {
        var storage = await StackStorage.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        await using (storage.ConfigureAwait(false))
        {
            return await storage.Get<EventTraceReader>().ReadAsync(correlation, before, after, cancellationToken).ConfigureAwait(false)
                ?? throw new CommandException(
                    $"CORRELATION '{correlation}': the event log holds no event of it; it is a config and an iteration, for example hex8_2p-0003");
        }
    }

    private static void Write(EventTrace trace, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(trace, EventJson.Options));
        }
        else
        {
            TraceText.Write(trace, output);
        }
    }
}
