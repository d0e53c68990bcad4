using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Training;

/// <summary>TRAINING_FAILED: ends the iteration without a candidate.</summary>
public sealed class EndFailedTraining(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(EndFailedTraining))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(EndFailedTraining), cloudEvent, cancellationToken);
}
