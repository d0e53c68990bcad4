using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;

namespace RingRift.Functions;

/// <summary>Regressions: notices a champion that is weaker than those before it.</summary>
public sealed class Regressions(EventDelivery delivery)
{
    /// <summary>EVALUATION_COMPLETED: compares the champion with those before it, and says when it is weaker.</summary>
    [Function(nameof(WatchRegression))]
    public Task WatchRegression([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(WatchRegression), cloudEvent, cancellationToken);
}
