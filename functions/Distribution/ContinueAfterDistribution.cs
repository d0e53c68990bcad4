using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Distribution;

/// <summary>MODEL_DISTRIBUTION_COMPLETE: begins the next iteration with the new champion.</summary>
public sealed class ContinueAfterDistribution(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(ContinueAfterDistribution))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(ContinueAfterDistribution), cloudEvent, cancellationToken);
}
