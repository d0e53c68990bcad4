using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using RingRift.Eventing.Log;

namespace RingRift.Azure.EventLog;

/// <summary>
/// Reads an index newest first: hour by hour, over empty ones in one step, the shards of an hour merged as they are read.
/// </summary>
internal sealed class EventIndexReader(TableClient table, EventIndexRows rows, EventLogQuery query)
{
    private const int PageRows = 100;

    /// <summary>The entries, each once.</summary>
    public async IAsyncEnumerable<EventIndexEntry> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query.From >= query.To)
        {
            yield break;
        }

        var last = EventIndexRows.HourOf(query.From);
        EventIndexEntry? before = null;
        for (var hour = EventIndexRows.HourOf(query.To.AddTicks(-1));
            await NextAsync(hour, last, cancellationToken).ConfigureAwait(false) is { } found; hour = found + 1)
        {
            await foreach (var entry in MergeAsync(found, cancellationToken).ConfigureAwait(false))
            {
                // A repaired event may have rows in two shards.
                if (entry != before)
                {
                    yield return before = entry;
                }
            }
        }
    }

    /// <summary>The newest hour with rows, from one hour back to another; null for none.</summary>
    private async Task<long?> NextAsync(long first, long last, CancellationToken cancellationToken)
    {
        var found = table.QueryAsync<TableEntity>(
            rows.FilterOfHours(first, last), maxPerPage: 1, select: [nameof(TableEntity.PartitionKey)],
            cancellationToken: cancellationToken);
        await foreach (var row in found.ConfigureAwait(false))
        {
            return EventIndexRows.HourOf(row);
        }

        return null;
    }

    private async IAsyncEnumerable<EventIndexEntry> MergeAsync(long hour, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shards = Enumerable.Range(0, EventIndexRows.Shards)
            .Select(shard => table.QueryAsync<TableEntity>(
                rows.FilterOfShard(hour, shard, query), PageRows, cancellationToken: cancellationToken)
                .GetAsyncEnumerator(cancellationToken))
            .ToList();
        try
        {
            var heads = new PriorityQueue<IAsyncEnumerator<TableEntity>, EventIndexEntry>(
                Comparer<EventIndexEntry>.Create(EventIndexEntry.Compare));
            var begun = await Task.WhenAll(shards.Select(shard => shard.MoveNextAsync().AsTask())).ConfigureAwait(false);
            heads.EnqueueRange(shards.Where((_, i) => begun[i]).Select(shard => (shard, EventIndexRows.EntryOf(shard.Current))));
            while (heads.TryDequeue(out var shard, out var entry))
            {
                yield return entry;
                if (await shard.MoveNextAsync().ConfigureAwait(false))
                {
                    heads.Enqueue(shard, EventIndexRows.EntryOf(shard.Current));
                }
            }
        }
        finally
        {
            foreach (var shard in shards)
            {
                await shard.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
