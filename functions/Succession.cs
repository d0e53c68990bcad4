using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;

namespace RingRift.Functions;

/// <summary>Succession: begins the next iteration when one has ended.</summary>
public sealed class Succession(EventDelivery delivery)
{
    /// <summary>MODEL_DISTRIBUTION_COMPLETE: begins the next iteration with the new champion.</summary>
    [Function(nameof(ContinueAfterDistribution))]
    public Task ContinueAfterDistribution([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(ContinueAfterDistribution), cloudEvent, cancellationToken);

    /// <summary>PROMOTION_REJECTED: begins the next iteration with the same champion.</summary>
    [Function(nameof(ContinueAfterRejection))]
    public Task ContinueAfterRejection([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(ContinueAfterRejection), cloudEvent, cancellationToken);
}
