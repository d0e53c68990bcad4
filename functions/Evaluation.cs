using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;
using RingRift.Pipeline.Jobs;

namespace RingRift.Functions;

/// <summary>Evaluation: has the candidate play, and counts the results.</summary>
public sealed class Evaluation(EventDelivery delivery)
{
    /// <summary>TRAINING_COMPLETED: asks for the candidate's evaluation games.</summary>
    [Function(nameof(PlanEvaluation))]
    public Task PlanEvaluation([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(PlanEvaluation), cloudEvent, cancellationToken);

    /// <summary>MATCH_REQUESTED: plays one chunk of paired evaluation games on the CPU.</summary>
    [Function(nameof(PlayMatches))]
    public Task PlayMatches([QueueTrigger(JobQueues.Match)] string message, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(PlayMatches), JobQueues.Match, message, cancellationToken);

    /// <summary>MATCH_COMPLETED: counts evaluation games; when all are played, says how the candidate did.</summary>
    [Function(nameof(CollectMatches))]
    public Task CollectMatches([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(CollectMatches), cloudEvent, cancellationToken);
}
