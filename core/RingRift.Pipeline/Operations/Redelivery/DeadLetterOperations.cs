using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.DeadLetters;

namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>
/// Redrives and discards dead letters. A redrive is sent first and noted afterwards: a crash between the two leaves an open letter that can
/// be redriven again, and its consumer is idempotent; the other way round the event would be lost (ADR 0012).
/// </summary>
public sealed partial class DeadLetterOperations(
    IDeadLetterStore store, RedeliverySender sender, DeadLetterNotices notices, TimeProvider time, ILogger<DeadLetterOperations> logger)
{
    /// <summary>Sends letters to the consumer that gave them up, and to nobody else.</summary>
    /// <param name="selection">Which letters.</param>
    /// <param name="reason">Why, kept with each letter.</param>
    /// <param name="dryRun">Only says which letters it would be.</param>
    /// <param name="cancellationToken">Stops between two letters.</param>
    public Task<DeadLetterReport> RedriveAsync(
        DeadLetterSelection selection, string reason, bool dryRun, CancellationToken cancellationToken) =>
        ForEachAsync(
            selection,
            dryRun,
            letter => RedriveAsync(letter, reason, cancellationToken),
            redriven => notices.RedrivenAsync(redriven, IdOf(redriven, time.GetUtcNow()), cancellationToken),
            cancellationToken);

    /// <summary>Marks letters as not wanted any more. They stay to be seen, and can be redriven by id.</summary>
    /// <inheritdoc cref="RedriveAsync(DeadLetterSelection, string, bool, CancellationToken)"/>
    public Task<DeadLetterReport> DiscardAsync(
        DeadLetterSelection selection, string reason, bool dryRun, CancellationToken cancellationToken) =>
        ForEachAsync(
            selection,
            dryRun,
            letter => DiscardAsync(letter, reason, cancellationToken),
            discarded => notices.DiscardedAsync(discarded, reason, cancellationToken),
            cancellationToken);

    private async Task<DeadLetterChange> RedriveAsync(StoredDeadLetter stored, string reason, CancellationToken cancellationToken)
    {
        var letter = stored.Letter;
        await sender.SendAsync(
            new RedeliveryRequest { Consumer = letter.Consumer, Body = letter.Body, Reason = reason, LetterId = letter.Id },
            cancellationToken);
        LogRedriven(letter.Id, letter.EventType, letter.Consumer, reason);
        var noted = await store.TryChangeStatusAsync(stored, DeadLetterStatus.Redriven, reason, time.GetUtcNow(), cancellationToken);

        // The delivery may have ended already and said what came of it.
        return noted
            ? new DeadLetterChange(letter.Id, DeadLetterChangeOutcome.Redriven)
            : new DeadLetterChange(letter.Id, DeadLetterChangeOutcome.Redriven, "sent; the letter was changed meanwhile");
    }

    private async Task<DeadLetterChange> DiscardAsync(StoredDeadLetter stored, string reason, CancellationToken cancellationToken)
    {
        var letter = stored.Letter;
        if (!await store.TryChangeStatusAsync(stored, DeadLetterStatus.Discarded, reason, time.GetUtcNow(), cancellationToken))
        {
            return new DeadLetterChange(letter.Id, DeadLetterChangeOutcome.Overtaken, "changed by somebody else; look at it again");
        }

        LogDiscarded(letter.Id, letter.EventType, letter.Consumer, reason);
        return new DeadLetterChange(letter.Id, DeadLetterChangeOutcome.Discarded);
    }

    private async Task<DeadLetterReport> ForEachAsync(
        DeadLetterSelection selection,
        bool dryRun,
        Func<StoredDeadLetter, Task<DeadLetterChange>> change,
        Func<IReadOnlyList<DeadLetter>, Task> tell,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        var (changes, changed) = (new List<DeadLetterChange>(), new List<DeadLetter>());
        try
        {
            await foreach (var (id, stored) in SelectAsync(selection, cancellationToken))
            {
                var done = stored is null
                    ? new DeadLetterChange(id, DeadLetterChangeOutcome.NotFound)
                    : dryRun ? Planned(stored) : await change(stored);
                changes.Add(done);
                if (done.Outcome is DeadLetterChangeOutcome.Redriven or DeadLetterChangeOutcome.Discarded)
                {
                    changed.Add(stored!.Letter);
                }
            }
        }
        finally
        {
            // Also what was done before a failure.
            await tell(changed);
        }

        return new DeadLetterReport(dryRun, changes);
    }

    private async IAsyncEnumerable<(string Id, StoredDeadLetter? Stored)> SelectAsync(
        DeadLetterSelection selection, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in selection.Ids)
        {
            yield return (id, await store.GetAsync(id, cancellationToken));
        }

        if (selection.Query is { } query)
        {
            await foreach (var stored in store.WalkAsync(query, cancellationToken))
            {
                yield return (stored.Letter.Id, stored);
            }
        }
    }

    private static string IdOf(IEnumerable<DeadLetter> letters, DateTimeOffset now)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', letters.Select(letter => letter.Id)))).AsSpan(0, 4);
        return string.Create(CultureInfo.InvariantCulture, $"redrive-{now.UtcDateTime:yyyyMMddTHHmmss}-{Convert.ToHexStringLower(hash)}");
    }

    private static DeadLetterChange Planned(StoredDeadLetter stored) =>
        new(stored.Letter.Id, DeadLetterChangeOutcome.Planned, stored.Letter.Reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "dead letter {Id} ({Type}) is sent to {Consumer} again: {Reason}")]
    private partial void LogRedriven(string id, string? type, string consumer, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "dead letter {Id} ({Type}) of {Consumer} is discarded: {Reason}")]
    private partial void LogDiscarded(string id, string? type, string consumer, string reason);
}

/// <summary>What an operation did, letter by letter.</summary>
/// <param name="IsDryRun">Whether nothing was changed.</param>
/// <param name="Changes">The letters, newest first or as they were named.</param>
public sealed record DeadLetterReport(bool IsDryRun, IReadOnlyList<DeadLetterChange> Changes)
{
    /// <summary>Letters with an outcome.</summary>
    public int Count(DeadLetterChangeOutcome outcome) => Changes.Count(change => change.Outcome == outcome);
}

/// <summary>What an operation did about one dead letter.</summary>
/// <param name="Id">The letter.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Note">More where there is more to say.</param>
public sealed record DeadLetterChange(string Id, DeadLetterChangeOutcome Outcome, string? Note = null);

/// <summary>How an operation on a dead letter ended.</summary>
public enum DeadLetterChangeOutcome
{
    /// <summary>It would have been done: a dry run.</summary>
    Planned,

    /// <summary>Sent to its consumer.</summary>
    Redriven,

    /// <summary>Discarded.</summary>
    Discarded,

    /// <summary>There is no such letter.</summary>
    NotFound,

    /// <summary>Somebody else changed it meanwhile; its newest state stands.</summary>
    Overtaken,
}
