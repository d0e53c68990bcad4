using Azure;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Records;

namespace RingRift.Azure.Aggregates;

public sealed partial class TableAggregateStore
{
    private static readonly string[] Keys = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)];

    /// <inheritdoc/>
    public IAsyncEnumerable<InboxRow> HandledAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter(
            $"RowKey ge {AggregateRows.InboxFirst} and RowKey lt {AggregateRows.InboxEnd} and Committed lt {committedBefore}"),
        row => new InboxRow(new AggregateKey(row.PartitionKey), row.RowKey),
        cancellationToken,
        Keys);

    /// <inheritdoc/>
    public async Task ForgetAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        await TableBatches.DeleteAsync(
            table, rows.Select(row => new TableEntity(row.Key.Value, row.RowId)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {aggregate.Key.Value}");
        var rows = await QueryAsync(filter, row => row, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        var head = rows.Find(row => row.RowKey == AggregateRows.Head);
        if (head is null
            || AggregateRows.TokenOf(head) != aggregate.Token
            || rows.Exists(row => row.RowKey.StartsWith(AggregateRows.OutboxFirst, StringComparison.Ordinal)))
        {
            return false;
        }

        // The state goes last and under its token: a commit that comes between changes it.
        rows.Remove(head);
        var last = rows.Take(TableBatches.MostRows - 1).ToList();
        await TableBatches.DeleteAsync(table, rows.Skip(last.Count), cancellationToken).ConfigureAwait(false);
        return await TryDeleteAsync(table, [.. last], StoredRows.ETagOf(aggregate.Token), head, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> TryDeleteAsync(
        TableClient table, TableEntity[] rows, ETag token, TableEntity head, CancellationToken cancellationToken)
    {
        var actions = rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All))
            .Append(new TableTransactionAction(TableTransactionActionType.Delete, head, token));
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 412)
        {
            return false;
        }
    }
}
