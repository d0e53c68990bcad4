using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Promotion;

/// <summary>PROMOTION_REJECTED: begins the next iteration with the same champion.</summary>
public sealed class ContinueAfterRejection(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(ContinueAfterRejection))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(ContinueAfterRejection), cloudEvent, cancellationToken);
}
