using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;

namespace RingRift.Functions;

/// <summary>Distribution: puts the champion where workers read it.</summary>
public sealed class Distribution(EventDelivery delivery)
{
    /// <summary>MODEL_PROMOTED: verifies the champion's network where workers read it.</summary>
    [Function(nameof(DistributeModel))]
    public Task DistributeModel([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(DistributeModel), cloudEvent, cancellationToken);
}
