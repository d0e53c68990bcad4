using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;

namespace RingRift.Functions;

/// <summary>Training: asks a worker for a candidate and follows its work.</summary>
public sealed class Training(EventDelivery delivery)
{
    /// <summary>NPZ_EXPORT_COMPLETE: asks a worker to train a candidate.</summary>
    [Function(nameof(PlanTraining))]
    public Task PlanTraining([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(PlanTraining), cloudEvent, cancellationToken);

    /// <summary>TRAINING_STARTED: notes that a worker trains.</summary>
    [Function(nameof(RecordTrainingStarted))]
    public Task RecordTrainingStarted([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(RecordTrainingStarted), cloudEvent, cancellationToken);

    /// <summary>TRAINING_FAILED: ends the iteration without a candidate.</summary>
    [Function(nameof(EndFailedTraining))]
    public Task EndFailedTraining([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(EndFailedTraining), cloudEvent, cancellationToken);
}
