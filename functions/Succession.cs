using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;

namespace RingRift.Functions;

/// <summary>Succession: who plays, and who is measured, once an iteration has ended.</summary>
public sealed class Succession(EventDelivery delivery)
{
    /// <summary>MODEL_UPDATED: iterations from now on play with the candidate.</summary>
    [Function(nameof(AdoptGenerator))]
    public Task AdoptGenerator([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(AdoptGenerator), cloudEvent, cancellationToken);

    /// <summary>MODEL_DISTRIBUTION_COMPLETE: another candidate may be measured.</summary>
    [Function(nameof(ContinueAfterDistribution))]
    public Task ContinueAfterDistribution([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(ContinueAfterDistribution), cloudEvent, cancellationToken);

    /// <summary>PROMOTION_REJECTED: another candidate may be measured.</summary>
    [Function(nameof(ContinueAfterRejection))]
    public Task ContinueAfterRejection([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(ContinueAfterRejection), cloudEvent, cancellationToken);
}
