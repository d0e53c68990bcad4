using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Training;

/// <summary>NPZ_EXPORT_COMPLETE: asks a worker to train a candidate.</summary>
public sealed class PlanTraining(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(PlanTraining))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(PlanTraining), cloudEvent, cancellationToken);
}
