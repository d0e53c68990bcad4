using RingRift.Eventing.DeadLetters;

namespace RingRift.Azure.DeadLetters;

/// <summary>Collects what the transport gave up, and counts all dead letters for the metric.</summary>
public sealed class DeadLetterCollection(
    UndeliveredEventCollector undelivered, PoisonQueueCollector poison, IDeadLetterStore store, DeadLetterMetrics metrics)
{
    /// <summary>Collects everything there is.</summary>
    public async Task<CollectionResult> CollectAsync(CancellationToken cancellationToken)
    {
        var result = await undelivered.CollectAsync(cancellationToken).ConfigureAwait(false);
        result += await poison.CollectAsync(cancellationToken).ConfigureAwait(false);
        metrics.Set(await store.CountAsync(cancellationToken).ConfigureAwait(false));
        return result;
    }
}
