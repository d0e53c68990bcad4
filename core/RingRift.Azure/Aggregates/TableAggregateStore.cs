using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Records;

namespace RingRift.Azure.Aggregates;

/// <summary>
/// Aggregates in one table, a partition for each: the head with the state, a row for each handled event, a row for each event to publish.
/// A commit is one entity group transaction of all three under the head's ETag, so a crash leaves all of it or nothing.
/// What waits in all outboxes is found by a scan over row keys: its cost grows with the table, it runs on the sweeper's timer only.
/// </summary>
public sealed partial class TableAggregateStore(StorageTables tables, TimeProvider time) : IAggregateStore
{
    /// <inheritdoc/>
    public async Task<Aggregate<TState>?> LoadAsync<TState>(AggregateKey key, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        var head = await ReadAsync(key, AggregateRows.Head, cancellationToken).ConfigureAwait(false);
        return head is null ? null : AggregateRows.ToAggregate<TState>(head);
    }

    /// <inheritdoc/>
    public async Task<bool> IsHandledAsync(AggregateKey key, string inboxId, CancellationToken cancellationToken) =>
        await ReadAsync(key, AggregateRows.Inbox(inboxId), cancellationToken).ConfigureAwait(false) is not null;

    /// <inheritdoc/>
    public async Task<CommitOutcome> CommitAsync<TState>(Commit<TState> commit, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        CommitLimits.Require(commit);
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var head = AggregateRows.HeadOf(commit);
        try
        {
            if (!await StoredRows.CarryAsync(
                table, head, AggregateRows.Head, commit.Token, AggregateRows.IsOfHead, cancellationToken).ConfigureAwait(false))
            {
                return await OutcomeOfRefusalAsync(commit, cancellationToken).ConfigureAwait(false);
            }

            await table.SubmitTransactionAsync(Actions(commit, head, time.GetUtcNow()), cancellationToken).ConfigureAwait(false);
            return CommitOutcome.Committed;
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412 or 404)
        {
            return await OutcomeOfRefusalAsync(commit, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<OutboxEntry> OutboxOf<TState>(Commit<TState> commit)
        where TState : StoredRecord
    {
        ArgumentNullException.ThrowIfNull(commit);
        return [
            .. commit.Outbox.Select((envelope, index) => new OutboxEntry(commit.Key, AggregateRows.Outbox(commit.Version, index), envelope))
        ];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxEntry> PendingAsync(AggregateKey key, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter(
            $"PartitionKey eq {key.Value} and RowKey ge {AggregateRows.OutboxFirst} and RowKey lt {AggregateRows.OutboxEnd}"),
        AggregateRows.ToOutboxRow,
        cancellationToken).OfType<OutboxEntry>();

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> PendingAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) => QueryAsync(
        TableClient.CreateQueryFilter(
            $"RowKey ge {AggregateRows.OutboxFirst} and RowKey lt {AggregateRows.OutboxEnd} and (Committed lt {committedBefore} or Committed gt {time.GetUtcNow() + StoredTime.Tolerance})"),
        AggregateRows.ToOutboxRow,
        cancellationToken);

    /// <inheritdoc/>
    public async Task RemoveAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);

        // The client answers 404 without an exception: gone is gone.
        await table.DeleteEntityAsync(row.Key.Value, row.RowId, ETag.All, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Aggregate<TState>> ListAsync<TState>(
        string prefix, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        var end = prefix[..^1] + (char)(prefix[^1] + 1);
        return QueryAsync(
            TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {end} and RowKey eq {AggregateRows.Head}"),
            row => row,
            cancellationToken).ReadAll(AggregateRows.Table, AggregateRows.ReadAggregate<TState>, unreadable);
    }

    private static IEnumerable<TableTransactionAction> Actions<TState>(Commit<TState> commit, TableEntity head, DateTimeOffset now)
        where TState : StoredRecord
    {
        yield return commit.Token is { } token
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, head, StoredRows.ETagOf(token))
            : new TableTransactionAction(TableTransactionActionType.Add, head);
        if (commit.InboxId is { } inboxId)
        {
            yield return new TableTransactionAction(TableTransactionActionType.Add, AggregateRows.InboxOf(commit.Key, inboxId, now));
        }

        for (var index = 0; index < commit.Outbox.Count; index++)
        {
            yield return new TableTransactionAction(
                TableTransactionActionType.Add, AggregateRows.OutboxOf(commit.Key, commit.Version, index, commit.Outbox[index], now));
        }
    }

    /// <summary>
    /// The service names one failing action only, and a retried request may meet its own first success: the inbox decides.
    /// </summary>
    private async Task<CommitOutcome> OutcomeOfRefusalAsync<TState>(Commit<TState> commit, CancellationToken cancellationToken)
        where TState : StoredRecord =>
            commit.InboxId is { } inboxId && await IsHandledAsync(commit.Key, inboxId, cancellationToken).ConfigureAwait(false)
            ? CommitOutcome.AlreadyHandled
            : CommitOutcome.Conflict;

    private async Task<TableEntity?> ReadAsync(AggregateKey key, string row, CancellationToken cancellationToken)
    {
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            key.Value, row, cancellationToken: cancellationToken).ConfigureAwait(false);
        return found.HasValue ? found.Value : null;
    }

    private async IAsyncEnumerable<T> QueryAsync<T>(
        string filter, Func<TableEntity, T> map, [EnumeratorCancellation] CancellationToken cancellationToken,
        IEnumerable<string>? columns = null)
    {
        var table = await TableAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var row in table.QueryAsync<TableEntity>(
            filter, select: columns, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            yield return map(row);
        }
    }

    private Task<TableClient> TableAsync(CancellationToken cancellationToken) => tables.GetAsync(AggregateRows.Table, cancellationToken);
}
