using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Rollbacks;

/// <summary>PROMOTION_ROLLED_BACK: puts the champion where workers read it.</summary>
public sealed class RestoreChampion(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(RestoreChampion))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(RestoreChampion), cloudEvent, cancellationToken);
}
