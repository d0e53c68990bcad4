using Azure;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.Deduplication;

namespace RingRift.Azure.Deduplication;

/// <summary>
/// The durable window in a table: 256 partitions by the first byte of the hash, a row for each content. A claim is an insert, or the
/// replacement of an expired row under its ETag with a higher number: an overtaken owner can no longer complete.
/// </summary>
public sealed class TableDeduplicationStore(StorageTables tables, TimeProvider time) : IDeduplicationStore
{
    private const string Table = PipelineTables.Deduplication;

    /// <inheritdoc/>
    public async Task<ClaimOutcome> ClaimAsync(ContentKey key, string owner, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        var nonce = Guid.NewGuid().ToString("N");
        TableEntity? found = null;
        while (true)
        {
            var row = DeduplicationRow.Claimed(
                key, DeduplicationRow.OwnerOf(found, owner), nonce, DeduplicationRow.AttemptOf(found) + 1, time.GetUtcNow() + lease);
            if (await TryWriteAsync(table, row, found?.ETag, cancellationToken).ConfigureAwait(false) is { } written)
            {
                return new ClaimOutcome.Claimed(DeduplicationRow.ClaimOf(row, key, written));
            }

            found = await FindAsync(table, key, cancellationToken).ConfigureAwait(false);
            if (found is not null && DeduplicationRow.Answer(found, key, nonce, lease, time.GetUtcNow()) is { } answer)
            {
                return answer;
            }
        }
    }

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(DeduplicationClaim claim, string? result, TimeSpan keepFor, CancellationToken cancellationToken) =>
        ChangeAsync(
            claim, (nonce, change) => DeduplicationRow.Complete(change, nonce, result, time.GetUtcNow() + keepFor), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ReleaseAsync(DeduplicationClaim claim, CancellationToken cancellationToken) =>
        ChangeAsync(claim, (_, change) => DeduplicationRow.Release(change, time.GetUtcNow()), cancellationToken);

    /// <inheritdoc/>
    public async Task<int> SweepAsync(DateTimeOffset expiredBefore, CancellationToken cancellationToken)
    {
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        var filter = TableClient.CreateQueryFilter($"ExpiresAt lt {expiredBefore}");
        var removed = 0;
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            // Under its ETag: it may have been claimed again since it was read.
            removed += await TryAsync(
                () => table.DeleteEntityAsync(row, row.ETag, cancellationToken)).ConfigureAwait(false) is { IsError: false }
                ? 1
                : 0;
        }

        return removed;
    }

    private async Task<bool> ChangeAsync(DeduplicationClaim claim, Action<string, TableEntity> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        var (nonce, etag) = DeduplicationRow.ParseToken(claim.Token);
        var row = DeduplicationRow.Of(claim.Key);
        change(nonce, row);
        if (await TryAsync(
            () => table.UpdateEntityAsync(row, etag, TableUpdateMode.Merge, cancellationToken)).ConfigureAwait(false) is not null)
        {
            return true;
        }

        // The client repeats a request whose answer was lost; the row then shows our own change.
        var found = await FindAsync(table, claim.Key, cancellationToken).ConfigureAwait(false);
        return found is not null && DeduplicationRow.Shows(found, row);
    }

    /// <summary>The new ETag; null when somebody else wrote first.</summary>
    private static async Task<ETag?> TryWriteAsync(TableClient table, TableEntity row, ETag? expected, CancellationToken cancellationToken)
    {
        var response = await TryAsync(() => expected is { } etag
            ? table.UpdateEntityAsync(row, etag, TableUpdateMode.Replace, cancellationToken)
            : table.AddEntityAsync(row, cancellationToken)).ConfigureAwait(false);
        return response?.Headers.ETag;
    }

    private static async Task<TableEntity?> FindAsync(TableClient table, ContentKey key, CancellationToken cancellationToken)
    {
        var row = DeduplicationRow.Of(key);
        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            row.PartitionKey, row.RowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Null when the row is there already, is gone, or has changed.</summary>
    private static async Task<Response?> TryAsync(Func<Task<Response>> request)
    {
        try
        {
            return await request().ConfigureAwait(false);
        }
        catch (RequestFailedException refused) when (refused.Status is 409 or 412 or 404)
        {
            return null;
        }
    }
}
