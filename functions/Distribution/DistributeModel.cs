using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Distribution;

/// <summary>MODEL_PROMOTED: verifies the champion's network where workers read it.</summary>
public sealed class DistributeModel(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(DistributeModel))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(DistributeModel), cloudEvent, cancellationToken);
}
