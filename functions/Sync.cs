using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;
using RingRift.Pipeline.Jobs;

namespace RingRift.Functions;

/// <summary>Sync: makes one checked set of games of the shards.</summary>
public sealed class Sync(EventDelivery delivery)
{
    /// <summary>DATA_SYNC_TRIGGERED: verifies the shards of an iteration, drops duplicate games, writes the manifest.</summary>
    [Function(nameof(SyncGames))]
    public Task SyncGames([QueueTrigger(JobQueues.Sync)] string message, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(SyncGames), JobQueues.Sync, message, cancellationToken);
}
