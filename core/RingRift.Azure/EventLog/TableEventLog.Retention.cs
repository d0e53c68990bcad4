using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Eventing.Log;

namespace RingRift.Azure.EventLog;

public sealed partial class TableEventLog
{
    /// <inheritdoc/>
    public async Task<int> DeleteBeforeAsync(DateTimeOffset hour, CancellationToken cancellationToken)
    {
        WholeHour.Require(hour);
        var log = await tables.GetAsync(LogTable, cancellationToken).ConfigureAwait(false);
        var index = await tables.GetAsync(IndexTable, cancellationToken).ConfigureAwait(false);
        var count = 0;
        await foreach (var page in PagesBefore(index, EventIndexRows.ByTime, hour, cancellationToken).ConfigureAwait(false))
        {
            // The events first: a crash leaves index rows, which the next sweep finds.
            await System.Threading.Tasks.Parallel.ForEachAsync(
                page,
                new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
                async (row, token) => Interlocked.Add(
                    ref count, await DeleteEventAsync(log, EventIndexRows.EntryOf(row), hour, token).ConfigureAwait(false)))
                .ConfigureAwait(false);
            await TableBatches.DeleteAsync(index, page, cancellationToken).ConfigureAwait(false);
        }

        await foreach (var page in PagesBefore(index, EventIndexRows.Failed, hour, cancellationToken).ConfigureAwait(false))
        {
            await TableBatches.DeleteAsync(index, page, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    private static IAsyncEnumerable<IReadOnlyList<TableEntity>> PagesBefore(
        TableClient index, EventIndexRows rows, DateTimeOffset hour, CancellationToken cancellationToken) =>
        index.QueryAsync<TableEntity>(rows.FilterBefore(EventIndexRows.HourOf(hour)), cancellationToken: cancellationToken)
            .AsPages()
            .Select(page => page.Values);

    /// <summary>Deletes an event and its deliveries, unless the index is wrong about its time.</summary>
    private static async Task<int> DeleteEventAsync(
        TableClient log, EventIndexEntry entry, DateTimeOffset hour, CancellationToken cancellationToken)
    {
        string[] columns = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), EventLogRows.Published];
        var filter = EventLogRows.FilterOf(entry.CorrelationId, entry.EventId);
        var rows = await log.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var found = rows.Find(row => row.RowKey == EventLogRows.EventRow(entry.EventId));
        if (found is not null && EventLogRows.PublishedOf(found) >= hour)
        {
            return 0;
        }

        await TableBatches.DeleteAsync(log, rows, cancellationToken).ConfigureAwait(false);
        return found is null ? 0 : 1;
    }
}
