namespace RingRift.Pipeline.Operations.Retention;

/// <summary>Deletes what a search finds, batch by batch: what is gone is gone, and the next run finds the rest.</summary>
internal static class BatchSweep
{
    private const int BatchSize = 100;

    /// <summary>Deletes all of it.</summary>
    /// <param name="found">What is to go.</param>
    /// <param name="delete">Deletes a batch; what is gone already is no error.</param>
    /// <param name="what">Its kind, in metrics.</param>
    /// <param name="metrics">Counts it.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>How many were deleted.</returns>
    public static async Task<int> RunAsync<T>(
        IAsyncEnumerable<T> found, Func<IReadOnlyList<T>, CancellationToken, Task> delete, string what, RetentionMetrics metrics,
        CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var batch in found.Chunk(BatchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await delete(batch, cancellationToken).ConfigureAwait(false);
            metrics.Deleted(what, batch.Length, bytes: 0);
            count += batch.Length;
        }

        return count;
    }
}
