using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Rollbacks;

/// <summary>REGRESSION_CRITICAL: makes the earlier champion champion again.</summary>
public sealed class RollBackPromotion(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(RollBackPromotion))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(RollBackPromotion), cloudEvent, cancellationToken);
}
