using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;

namespace RingRift.Functions;

/// <summary>Promotion: makes the candidate champion, or does not.</summary>
public sealed class Promotion(EventDelivery delivery)
{
    /// <summary>EVALUATION_COMPLETED: promotes the candidate, or refuses it.</summary>
    [Function(nameof(DecidePromotion))]
    public Task DecidePromotion([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(DecidePromotion), cloudEvent, cancellationToken);
}
