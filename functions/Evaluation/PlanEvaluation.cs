using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Evaluation;

/// <summary>TRAINING_COMPLETED: asks for the candidate's evaluation games.</summary>
public sealed class PlanEvaluation(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(PlanEvaluation))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(PlanEvaluation), cloudEvent, cancellationToken);
}
