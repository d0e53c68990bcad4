using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;

namespace RingRift.Functions.Regressions;

/// <summary>EVALUATION_COMPLETED: compares the champion with those before it, and says when it is weaker.</summary>
public sealed class WatchRegression(EventIntake intake)
{
    /// <summary>Takes one event.</summary>
    [Function(nameof(WatchRegression))]
    public Task RunAsync([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(WatchRegression), cloudEvent, cancellationToken);
}
