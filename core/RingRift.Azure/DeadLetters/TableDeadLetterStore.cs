using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Records;

namespace RingRift.Azure.DeadLetters;

/// <summary>
/// Dead letters in a table, a partition for each consumer. A page over all consumers merges their partitions, each newest first already;
/// counts are a row of each partition, found by seeking from one partition to the next.
/// </summary>
public sealed partial class TableDeadLetterStore(StorageTables tables) : IDeadLetterStore
{
    /// <inheritdoc/>
    public async Task<StoredDeadLetter?> GetAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!DeadLetterId.TrySplit(id, out var partition, out var hash))
        {
            return null;
        }

        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        while (await ReadAsync(table, partition, DeadLetterRows.PointerRow(hash), cancellationToken).ConfigureAwait(false) is { } pointer)
        {
            // Not where the pointer said: the letter moved in between, and so did the pointer.
            if (await ReadAsync(table, partition, DeadLetterRows.TimeRowOf(pointer), cancellationToken).ConfigureAwait(false) is { } row)
            {
                return DeadLetterRows.ToStored(row);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task<DeadLetterPage> ListAsync(DeadLetterQuery query, int size, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, DeadLetterPage.Largest);
        var after = DeadLetterOrder.Checked(continuation);
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var queries = await PartitionsAsync(table, query, cancellationToken)
            .Select(
                partition => table.QueryAsync<TableEntity>(
                    DeadLetterRows.Filter(partition, query, after), size + 1, cancellationToken: cancellationToken))
            .ToListAsync(cancellationToken).ConfigureAwait(false);

        // One more than the page holds says whether there is another page.
        var unreadable = new List<UnreadableRecord>();
        var found = await SortedRows.MergeAsync(queries, cancellationToken)
            .ReadAll(DeadLetterRows.Table, DeadLetterRows.ReadStored, unreadable)
            .Where(stored => query.Matches(stored.Letter))
            .Take(size + 1)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return new DeadLetterPage(
            [.. found.Take(size)], found.Count > size ? DeadLetterOrder.KeyOf(found[size - 1].Letter) : null)
        { Unreadable = unreadable };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var counts = new List<DeadLetterCount>();
        await foreach (var row in CountRowsAsync(table, cancellationToken).ConfigureAwait(false))
        {
            counts.AddRange(DeadLetterRows.ToCounts(row));
        }

        return [.. counts.OrderBy(count => count.Consumer, StringComparer.Ordinal).ThenBy(count => count.Status)];
    }

    private static async IAsyncEnumerable<string> PartitionsAsync(
        TableClient table, DeadLetterQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query.Consumer is { } consumer)
        {
            yield return DeadLetterId.PartitionOf(consumer);
            yield break;
        }

        await foreach (var row in CountRowsAsync(table, cancellationToken).ConfigureAwait(false))
        {
            yield return row.PartitionKey;
        }
    }

    /// <summary>The first row of each partition, which is that of the counts.</summary>
    private static async IAsyncEnumerable<TableEntity> CountRowsAsync(
        TableClient table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = string.Empty; ;)
        {
            var next = table.QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey gt {last}"), maxPerPage: 1, cancellationToken: cancellationToken);
            if (await next.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false) is not { } row)
            {
                yield break;
            }

            last = row.PartitionKey;
            yield return row;
        }
    }

    private static async Task<TableEntity?> ReadAsync(TableClient table, string partition, string row, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            partition, row, cancellationToken: cancellationToken).ConfigureAwait(false);
        return found.HasValue ? found.Value : null;
    }

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => tables.GetAsync(DeadLetterRows.Table, cancellationToken);
}
