using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Azure.DeadLetters;

namespace RingRift.Functions.DeadLetters;

/// <summary>
/// Told of a new blob of undelivered events by the storage account's system topic, brings all there are into the store of dead letters. Only Azure tells;
/// <see cref="CollectDeadLetters"/> finds what it missed.
/// </summary>
public sealed class CollectUndelivered(DeadLetterCollection collection)
{
    /// <summary>Collects once, whichever blob it was: another may have been collected with it.</summary>
    [Function(nameof(CollectUndelivered))]
    public Task RunAsync([EventGridTrigger] CloudEvent created, CancellationToken cancellationToken) => collection.CollectAsync(cancellationToken);
}
