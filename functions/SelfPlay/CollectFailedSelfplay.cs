using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.SelfPlay;

/// <summary>SELFPLAY_FAILED: counts a shard as given up; when no other is missing, asks for the sync of those that are stored.</summary>
public sealed class CollectFailedSelfplay(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(CollectFailedSelfplay))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(CollectFailedSelfplay), cloudEvent, cancellationToken);
}
