using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Pipeline.Stages.Sync;

namespace RingRift.Azure.Games;

/// <summary>
/// One row for each game, spread over 256 partitions of its config by the first two digits of the hash. Rows are only ever added, so the
/// first owner stays the owner.
/// </summary>
public sealed class TableGameIndex(StorageTables tables) : IGameIndex
{
    private const string Table = PipelineTables.Games;
    private const string Owner = "Owner";
    private const int PartitionDigits = 2;
    private const int MostActions = 100;
    private const int Parallel = 8;

    /// <inheritdoc/>
    public async Task<IReadOnlySet<string>> ClaimAsync(
        string config, IReadOnlyCollection<string> contentHashes, string owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contentHashes);
        var table = await tables.GetAsync(Table, cancellationToken).ConfigureAwait(false);
        var owned = new ConcurrentBag<string>();
        var groups = contentHashes.Distinct(StringComparer.Ordinal)
            .GroupBy(hash => $"{config}.{Prefix(hash)}")
            .SelectMany(group => group.Chunk(MostActions).Select(hashes => (Partition: group.Key, Hashes: hashes)));
        await System.Threading.Tasks.Parallel.ForEachAsync(
            groups,
            new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken },
            async (group, token) =>
            {
                foreach (var hash in await ClaimGroupAsync(table, group.Partition, group.Hashes, owner, token).ConfigureAwait(false))
                {
                    owned.Add(hash);
                }
            }).ConfigureAwait(false);
        return owned.ToHashSet(StringComparer.Ordinal);
    }

    private static string Prefix(string hash) => hash.Length >= PartitionDigits
        ? hash[..PartitionDigits]
        : throw new ArgumentException($"content hash '{hash}': must have at least {PartitionDigits} digits", nameof(hash));

    private static async Task<IReadOnlyList<string>> ClaimGroupAsync(
        TableClient table, string partition, string[] hashes, string owner, CancellationToken cancellationToken)
    {
        try
        {
            var adds = hashes.Select(hash => new TableTransactionAction(TableTransactionActionType.Add, RowOf(partition, hash, owner)));
            await table.SubmitTransactionAsync(adds, cancellationToken).ConfigureAwait(false);
            return hashes;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // At least one is there already, and nothing was added: one by one then.
        }

        var owned = new List<string>();
        foreach (var hash in hashes)
        {
            if (await ClaimOneAsync(table, partition, hash, owner, cancellationToken).ConfigureAwait(false))
            {
                owned.Add(hash);
            }
        }

        return owned;
    }

    private static async Task<bool> ClaimOneAsync(
        TableClient table, string partition, string hash, string owner, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(RowOf(partition, hash, owner), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            var row = await table.GetEntityAsync<TableEntity>(partition, hash, cancellationToken: cancellationToken).ConfigureAwait(false);
            return row.Value.GetString(Owner) == owner;
        }
    }

    private static TableEntity RowOf(string partition, string hash, string owner) => new(partition, hash) { [Owner] = owner };
}
