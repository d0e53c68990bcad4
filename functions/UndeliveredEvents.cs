using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Azure.DeadLetters;

namespace RingRift.Functions;

/// <summary>Undelivered events: makes dead letters of the events that Event Grid has given up.</summary>
public sealed class UndeliveredEvents(UndeliveredEventCollector collector)
{
    /// <summary>
    /// The storage account's system topic tells of a new blob of undelivered events: collects all blobs, for another may have been written
    /// with it. Only Azure tells; the daemon <c>CollectDeadLetters</c> finds the rest, and alone counts for the metric: an instance that
    /// counted once would show an old number for good.
    /// </summary>
    [Function(nameof(CollectUndelivered))]
    public Task CollectUndelivered([EventGridTrigger] CloudEvent created, CancellationToken cancellationToken) =>
        collector.CollectAsync(cancellationToken);
}
