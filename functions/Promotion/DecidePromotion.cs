using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Promotion;

/// <summary>EVALUATION_COMPLETED: promotes the candidate, or refuses it.</summary>
public sealed class DecidePromotion(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(DecidePromotion))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(DecidePromotion), cloudEvent, cancellationToken);
}
