using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Local.DeadLetters;
using RingRift.Local.Stack;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift replay</c>: sends logged events to one consumer once more. Without <c>--yes</c> it only shows them.</summary>
internal static class ReplayCommand
{
    public static Command Build(TimeProvider clock)
    {
        var consumer = new Option<string>("--consumer")
        {
            Description = "Who gets the events: a handler, or a worker's queue.",
            HelpName = "NAME",
            Required = true,
        };
        var correlation = new Option<string>("--correlation")
        {
            Description = "The chain to replay, for example hex8_2p-0003.",
            HelpName = "CORRELATION",
        };
        var from = TimeOption.Build("--from", "Published at or after this time.", clock);
        var to = TimeOption.Build("--to", "Published before this time.", clock);
        var reason = new Option<string>("--reason")
        {
            Description = "Why; stands in the log.",
            DefaultValueFactory = _ => "by hand, replay",
        };
        var yes = new Option<bool>("--yes", "-y") { Description = "Send them; without it they are only shown." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only show what would be sent." };
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print what was sent as one JSON object."));
        var replay = new Command(
            "replay",
            "Send events of the log to one consumer once more, marked as a replay. Needs a running stack; what it has handled before has no effect.")
        {
            consumer, correlation, from, to, reason, yes, dryRun, data, json,
        };
        replay.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var request = Request(parse.GetRequiredValue(consumer), parse.GetValue(correlation), parse.GetValue(from), parse.GetValue(to));
            var isDry = parse.GetValue(dryRun) || !parse.GetValue(yes);
            var report = await StackAccess.ChangeAsync(
                parse.GetRequiredValue(data),
                needsFunctions: !isDry,
                storage => storage.Get<EventReplay>().ReplayAsync(request, parse.GetRequiredValue(reason), isDry, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return await WriteAsync(report, parse.GetValue(json), parse.InvocationConfiguration.Output).ConfigureAwait(false);
        });
        return replay;
    }

    private static ReplayRequest Request(string consumer, string? correlation, DateTimeOffset? from, DateTimeOffset? to)
    {
        try
        {
            return ReplayRequest.Of(consumer, correlation, from, to);
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message, wrong);
        }
    }

    /// <summary>Writes what was done and returns the exit code: 1 when an event could not be sent.</summary>
    private static async Task<int> WriteAsync(ReplayReport report, bool json, TextWriter output)
    {
        var events = string.Create(CultureInfo.InvariantCulture, $"{report.Events.Count} events for {report.Consumer}");
        var end = report.IsDryRun ? $"{events}; nothing was sent, add --yes to send them" : $"{events} sent as {report.ReplayId}";
        IEnumerable<string> lines = json ? [JsonSerializer.Serialize(report, EventJson.Options)] : [.. report.Events.Select(Line), end];
        foreach (var line in lines)
        {
            await output.WriteLineAsync(line).ConfigureAwait(false);
        }

        return report.Events.Any(one => one.Refused is not null) ? 1 : 0;
    }

    private static string Line(ReplayedEvent one)
    {
        var outcome = one.Refused
            ?? (one.LastOutcome is { } last ? $"last delivery {last.ToString().ToLowerInvariant()}" : "no delivery known");
        return string.Create(CultureInfo.InvariantCulture, $"{one.Published:u} {one.EventType} {one.Subject} {one.EventId}: {outcome}");
    }
}
