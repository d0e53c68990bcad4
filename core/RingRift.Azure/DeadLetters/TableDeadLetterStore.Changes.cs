using Azure;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Eventing.DeadLetters;

namespace RingRift.Azure.DeadLetters;

public sealed partial class TableDeadLetterStore
{
    // Letters of one consumer meet in its counts row. Whoever loses tries again; every round one wins.
    private const int MostConflicts = 100;

    /// <inheritdoc/>
    public async Task AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var stored = await GetAsync(letter.Id, cancellationToken).ConfigureAwait(false);
            if ((stored is null ? letter : DeadLetterMerge.After(stored.Letter, letter)) is not { } changed
                || await TryWriteAsync(table, stored, changed, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new IOException($"dead letter {letter.Id} of {letter.Consumer}: changed by others {MostConflicts} times in a row");
    }

    /// <inheritdoc/>
    public async Task<bool> TryChangeStatusAsync(
        StoredDeadLetter letter, DeadLetterStatus status, string note, DateTimeOffset time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var changed = letter.Letter with { Status = status, StatusNote = note, StatusTime = time };
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            if (await TryWriteAsync(table, letter, changed, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }

            // Another letter of the consumer may have been counted, or the answer to our own change was lost: only this letter itself
            // decides.
            var current = await GetAsync(changed.Id, cancellationToken).ConfigureAwait(false);
            if (current?.Token != letter.Token)
            {
                return current?.Letter == changed;
            }
        }

        throw new IOException(
            $"dead letter {changed.Id} of {changed.Consumer}: its counts were changed by others {MostConflicts} times in a row");
    }

    /// <summary>Writes a letter, its pointer and the counts together; false when any of them was changed by somebody else.</summary>
    private static async Task<bool> TryWriteAsync(
        TableClient table, StoredDeadLetter? stored, DeadLetter letter, CancellationToken cancellationToken)
    {
        DeadLetterId.TrySplit(letter.Id, out var partition, out var hash);
        var counts = await ReadAsync(table, partition, DeadLetterRows.Counts, cancellationToken).ConfigureAwait(false);
        var counted = DeadLetterRows.CountsAfter(counts, partition, letter.Consumer, letter.Status, stored?.Letter.Status);
        var row = DeadLetterRows.RowOf(partition, letter);
        if (stored is not null
            && !await StoredRows.CarryAsync(
                table, row, DeadLetterRows.TimeRow(stored.Letter), stored.Token, DeadLetterRows.IsOfLetter,
                cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        List<TableTransactionAction> actions =
        [
            counts is null
                ? new TableTransactionAction(TableTransactionActionType.Add, counted)
                : new TableTransactionAction(TableTransactionActionType.UpdateReplace, counted, counts.ETag),
            .. LetterActions(hash, stored, row),
        ];
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412 or 404)
        {
            return false;
        }
    }

    private static IEnumerable<TableTransactionAction> LetterActions(string hash, StoredDeadLetter? stored, TableEntity row)
    {
        var partition = row.PartitionKey;
        if (stored is not null && DeadLetterRows.TimeRow(stored.Letter) == row.RowKey)
        {
            yield return new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, StoredRows.ETagOf(stored.Token));
            yield break;
        }

        if (stored is not null)
        {
            var old = new TableEntity(partition, DeadLetterRows.TimeRow(stored.Letter));
            yield return new TableTransactionAction(TableTransactionActionType.Delete, old, StoredRows.ETagOf(stored.Token));
        }

        yield return new TableTransactionAction(TableTransactionActionType.Add, row);
        yield return new TableTransactionAction(
            stored is null ? TableTransactionActionType.Add : TableTransactionActionType.UpsertReplace,
            DeadLetterRows.PointerOf(partition, hash, row.RowKey));
    }
}
