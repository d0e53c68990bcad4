using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;
using RingRift.Pipeline.Jobs;

namespace RingRift.Functions.Data;

/// <summary>DATA_SYNC_TRIGGERED: verifies the shards of an iteration, drops duplicate games, writes the manifest.</summary>
public sealed class SyncGames(EventIntake intake)
{
    /// <summary>Takes one message: a CloudEvent as JSON.</summary>
    [Function(nameof(SyncGames))]
    public Task RunAsync([QueueTrigger(JobQueues.Sync)] string message, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(SyncGames), JobQueues.Sync, message, cancellationToken);
}
