using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;
using RingRift.Local.Arguments;
using RingRift.Local.Events;
using RingRift.Local.Operations;
using RingRift.Local.Stack;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift events list</c> and <c>ringrift events tail</c>.</summary>
internal static class EventsCommand
{
    // A timer of .NET takes 49 days.
    private const int MostSeconds = 4_000_000;

    public static Command Build(TimeProvider clock)
    {
        var events = new Command("events", "Look into the event log: what was published, and what became of it.");
        events.Subcommands.Add(BuildList(clock));
        events.Subcommands.Add(BuildTail(clock));
        return events;
    }

    private static Command BuildList(TimeProvider clock)
    {
        var from = new Option<string?>("--from")
        {
            Description = $"Published at or after this time: {EventTimeText.Rule}. Default: 1d.",
            HelpName = "TIME",
        };
        var to = new Option<string?>("--to") { Description = "Published before this time. Default: now.", HelpName = "TIME" };
        var (type, take) = (
            TypeOption(),
            ValueOptions.Whole("--take", "Most events to show.", 1, EventListRequest.MostEvents, EventListRequest.DefaultEvents));
        var failed = new Option<bool>("--failed") { Description = "Only events that some delivery of failed." };
        var correlation = new Option<string?>("--correlation")
        {
            Description = "Only this chain, for example hex8_2p-0003.",
            HelpName = "CORRELATION",
        };
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print one JSON object for each event."));
        var list = new Command(
            "list",
            "List events, newest first. Exit code 1 when some are of another version and cannot be read.")
            {
                from,
                to,
                type,
                failed,
                correlation,
                take,
                data,
                json,
            };
        list.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var text = new EventListText
            {
                From = parse.GetValue(from),
                To = parse.GetValue(to),
                Types = parse.GetValue(type) ?? [],
                Correlation = parse.GetValue(correlation),
                Failed = parse.GetValue(failed) ? bool.TrueString : null,
                Take = parse.GetValue(take).ToString(CultureInfo.InvariantCulture),
            };
            var request = Read(text, clock);
            var unreadable = new List<UnreadableRecord>();
            var found = await ListAsync(
                new StackFolder(parse.GetRequiredValue(data).FullName), request, unreadable, cancellationToken).ConfigureAwait(false);
            foreach (var line in found.SelectMany(
                logged => parse.GetValue(json) ? [JsonSerializer.Serialize(logged, EventJson.Options)] : EventText.Lines(logged)))
            {
                await parse.InvocationConfiguration.Output.WriteLineAsync(line).ConfigureAwait(false);
            }

            return await UnreadableText.WriteAsync(
                unreadable, parse.GetValue(json), parse.InvocationConfiguration.Output).ConfigureAwait(false);
        });
        return list;
    }

    private static Command BuildTail(TimeProvider clock)
    {
        var type = TypeOption();
        var take = ValueOptions.Whole("--take", "Newest events to begin with, 0 to 1000.", 0, EventListRequest.MostEvents, 10);
        var seconds = ValueOptions.PositiveOrNone("--for", "End after this many seconds. Default: until Ctrl-C.", MostSeconds);
        seconds.HelpName = "SECONDS";
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print one JSON object for each event and each delivery."));
        var tail = new Command(
            "tail", "Show events as they are published and deliveries as they end. A stopped stack only shows its newest events.")
        {
            type, take, seconds, data, json,
        };
        tail.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var types = Read(new EventListText { Types = parse.GetValue(type) ?? [] }, clock).Query.Types;
            await new EventTail(
                clock, parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error, parse.GetValue(json)).RunAsync(
                new StackFolder(parse.GetRequiredValue(data).FullName),
                types,
                parse.GetValue(take),
                parse.GetValue(seconds) is { } limit ? TimeSpan.FromSeconds(limit) : null,
                cancellationToken).ConfigureAwait(false);
            return 0;
        });
        return tail;
    }

    private static Option<string[]> TypeOption() => new("--type")
    {
        Description = "Only events of this type, for example MODEL_PROMOTED; may be repeated.",
        HelpName = "TYPE",
    };

    private static EventListRequest Read(EventListText text, TimeProvider clock) =>
        EventListRequest.TryRead(text, clock.GetUtcNow(), out var request, out var problem)
            ? request
            : throw new CommandException($"--{problem}");

    private static async Task<IReadOnlyList<LoggedEvent>> ListAsync(
        StackFolder folder, EventListRequest request, List<UnreadableRecord> unreadable, CancellationToken cancellationToken)
    {
        var storage = await StackStorage.OpenAsync(folder, cancellationToken).ConfigureAwait(false);
        await using (storage.ConfigureAwait(false))
        {
            return await request.ReadAsync(storage.Get<IEventLog>(), unreadable, cancellationToken).ConfigureAwait(false);
        }
    }
}
