using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.OpponentPools;

/// <summary>MODEL_PROMOTED: keeps the new champion and the one it replaced as opponents.</summary>
public sealed class EnrolChampion(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(EnrolChampion))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(EnrolChampion), cloudEvent, cancellationToken);
}
