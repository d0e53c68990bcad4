using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Evaluation;

/// <summary>MATCH_COMPLETED: counts evaluation games; when all are played, says how the candidate did.</summary>
public sealed class CollectMatches(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(CollectMatches))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(CollectMatches), cloudEvent, cancellationToken);
}
