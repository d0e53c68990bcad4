using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;
using RingRift.Pipeline.Jobs;

namespace RingRift.Functions;

/// <summary>Export: turns games into training rows.</summary>
public sealed class Export(EventDelivery delivery)
{
    /// <summary>DATA_SYNC_COMPLETED: writes the training rows of an iteration as .npz.</summary>
    [Function(nameof(ExportSamples))]
    public Task ExportSamples([QueueTrigger(JobQueues.Export)] string message, CancellationToken cancellationToken) =>
        delivery.DeliverAsync(nameof(ExportSamples), JobQueues.Export, message, cancellationToken);
}
