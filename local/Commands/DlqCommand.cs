using System.CommandLine;
using System.Text.Json;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Json;
using RingRift.Local.Arguments;
using RingRift.Local.DeadLetters;
using RingRift.Local.Operations;
using RingRift.Local.Stack;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Local.Commands;

/// <summary><c>ringrift dlq</c>: look at the events that were given up, send them to their consumer again, or let them go.</summary>
internal static class DlqCommand
{
    public static Command Build(TimeProvider clock)
    {
        var dlq = new Command("dlq", "Dead letters: events that a consumer, a queue or Event Grid gave up.");
        dlq.Subcommands.Add(BuildList(clock));
        dlq.Subcommands.Add(BuildShow());
        dlq.Subcommands.Add(BuildRedrive(clock));
        dlq.Subcommands.Add(BuildDiscard(clock));
        return dlq;
    }

    private static Command BuildList(TimeProvider clock)
    {
        var (filter, data) = (new DeadLetterOptions(clock), SharedOptions.Data());
        var json = SharedOptions.Json("Print one JSON object for each dead letter.");
        var take = ValueOptions.Whole("--take", $"Most letters to show, 1 to {DeadLetterPage.Largest}.", 1, DeadLetterPage.Largest, 50);
        var list = new Command("list", "List dead letters, newest first. Without a filter: the open ones.") { take, data, json };
        filter.AddTo(list);
        list.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var query = filter.Read(parse);
            query = filter.IsGiven(parse) ? query : query with { Status = DeadLetterStatus.Open };
            var page = await StackAccess.ReadAsync(
                parse.GetRequiredValue(data),
                storage => storage.Get<IDeadLetterStore>().ListAsync(query, parse.GetValue(take), null, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            await DeadLetterText.WriteAsync(page, parse.GetValue(json), parse.InvocationConfiguration.Output).ConfigureAwait(false);
            return await UnreadableText.WriteAsync(
                page.Unreadable, parse.GetValue(json), parse.InvocationConfiguration.Output).ConfigureAwait(false);
        });
        return list;
    }

    private static Command BuildShow()
    {
        var id = new Argument<string>("ID") { Description = "The letter, as 'dlq list' shows it." };
        var (data, json) = (SharedOptions.Data(), SharedOptions.Json("Print the letter as one JSON object."));
        var show = new Command("show", "Show a dead letter with its error and the event.") { id, data, json };
        show.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var wanted = parse.GetRequiredValue(id);
            var letter = (await StackAccess.ReadAsync(
                parse.GetRequiredValue(data), storage => storage.Get<IDeadLetterStore>().GetAsync(wanted, cancellationToken),
                cancellationToken).ConfigureAwait(false))?.Letter
                ?? throw new CommandException(
                    $"ID '{wanted}': there is no such dead letter; 'ringrift dlq list --status any' lists them all");
            var text = parse.GetValue(json) ? JsonSerializer.Serialize(letter, EventJson.Options) : DeadLetterText.Whole(letter);
            await parse.InvocationConfiguration.Output.WriteLineAsync(text).ConfigureAwait(false);
            return 0;
        });
        return show;
    }

    private static Command BuildRedrive(TimeProvider clock) => BuildChange(
        clock,
        "redrive",
        "Send dead letters to the consumer that gave them up, and to nobody else. Needs a running stack, whose functions and workers do the work.",
        needsFunctions: true,
        (operations, selection, reason, dryRun, cancellationToken) => operations.RedriveAsync(
            selection, reason, dryRun, cancellationToken));

    private static Command BuildDiscard(TimeProvider clock) => BuildChange(
        clock,
        "discard",
        "Mark dead letters as not wanted any more. They can still be listed, and redriven by id.",
        needsFunctions: false,
        (operations, selection, reason, dryRun, cancellationToken) => operations.DiscardAsync(
            selection, reason, dryRun, cancellationToken));

    private static Command BuildChange(
        TimeProvider clock,
        string name,
        string description,
        bool needsFunctions,
        Func<DeadLetterOperations, DeadLetterSelection, string, bool, CancellationToken, Task<DeadLetterReport>> change)
    {
        var (which, data) = (new DeadLetterChoice(clock), SharedOptions.Data());
        var json = SharedOptions.Json("Print what was done as one JSON object.");
        var reason = new Option<string>("--reason")
        {
            Description = "Why; kept with each letter.",
            DefaultValueFactory = _ => $"by hand, {name}",
        };
        var command = new Command(name, description) { reason, data, json };
        which.AddTo(command);
        command.SetGuardedAction(async (parse, cancellationToken) =>
        {
            var (selection, dryRun) = (which.Read(parse), which.IsDryRun(parse));
            var report = await StackAccess.ChangeAsync(
                parse.GetRequiredValue(data),
                needsFunctions && !dryRun,
                storage => change(
                    storage.Get<DeadLetterOperations>(), selection, parse.GetRequiredValue(reason), dryRun, cancellationToken),
                cancellationToken).ConfigureAwait(false);
            await DeadLetterText.WriteAsync(
                report, which.Hint(parse), parse.GetValue(json), parse.InvocationConfiguration.Output).ConfigureAwait(false);
            return report.Changes.All(done => done.Outcome is not (DeadLetterChangeOutcome.NotFound or DeadLetterChangeOutcome.Overtaken))
                ? 0
                : 1;
        });
        return command;
    }
}
