using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Azure.DeadLetters;

namespace RingRift.Functions.DeadLetters;

/// <summary>
/// Told of a new blob of undelivered events by the storage account's system topic, brings all there are into the store of dead letters. Only Azure tells;
/// the daemon <c>CollectDeadLetters</c> finds what it missed, and alone counts for the metric: an instance that counted once would show an old number for good.
/// </summary>
public sealed class CollectUndelivered(UndeliveredEventCollector collector)
{
    /// <summary>Collects once, whichever blob it was: another may have been collected with it.</summary>
    [Function(nameof(CollectUndelivered))]
    public Task RunAsync([EventGridTrigger] CloudEvent created, CancellationToken cancellationToken) => collector.CollectAsync(cancellationToken);
}
