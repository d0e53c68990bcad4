using System.Runtime.CompilerServices;
using Azure.Data.Tables;

namespace RingRift.Azure.Storage;

/// <summary>Merges queries of several partitions, each in the order of its row keys, into one in that order.</summary>
internal static class SortedRows
{
    /// <summary>The rows of all queries by row key; each query is read only as far as needed.</summary>
    public static async IAsyncEnumerable<TableEntity> MergeAsync(
        IEnumerable<IAsyncEnumerable<TableEntity>> queries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heads = new PriorityQueue<IAsyncEnumerator<TableEntity>, string>(StringComparer.Ordinal);
        try
        {
            foreach (var rows in queries)
            {
                await PushAsync(heads, rows.GetAsyncEnumerator(cancellationToken)).ConfigureAwait(false);
            }

            while (heads.TryDequeue(out var head, out _))
            {
                yield return head.Current;
                await PushAsync(heads, head).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var (head, _) in heads.UnorderedItems)
            {
                await head.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task PushAsync(PriorityQueue<IAsyncEnumerator<TableEntity>, string> heads, IAsyncEnumerator<TableEntity> head)
    {
        if (await head.MoveNextAsync().ConfigureAwait(false))
        {
            heads.Enqueue(head, head.Current.RowKey);
        }
        else
        {
            await head.DisposeAsync().ConfigureAwait(false);
        }
    }
}
