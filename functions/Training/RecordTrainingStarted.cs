using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Training;

/// <summary>TRAINING_STARTED: notes that a worker trains.</summary>
public sealed class RecordTrainingStarted(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(RecordTrainingStarted))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(RecordTrainingStarted), cloudEvent, cancellationToken);
}
