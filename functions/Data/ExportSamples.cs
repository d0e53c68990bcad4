using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Handling;
using RingRift.Pipeline.Jobs;

namespace RingRift.Functions.Data;

/// <summary>DATA_SYNC_COMPLETED: writes the training rows of an iteration as .npz.</summary>
public sealed class ExportSamples(EventIntake intake)
{
    /// <summary>Takes one message: a CloudEvent as JSON.</summary>
    [Function(nameof(ExportSamples))]
    public Task RunAsync([QueueTrigger(JobQueues.Export)] string message, CancellationToken cancellationToken) =>
        intake.TakeAsync(nameof(ExportSamples), JobQueues.Export, message, cancellationToken);
}
