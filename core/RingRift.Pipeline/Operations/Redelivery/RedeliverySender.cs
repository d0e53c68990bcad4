using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>Sends an event to its consumer again. Before a redrive a worker's failed job is made claimable; a replay passes its gates as they are.</summary>
public sealed class RedeliverySender(IRedeliveryQueue queue, JobRevival jobs)
{
    /// <summary>Sends a request. A crash within leaves at most a job that is claimable and a message; sending again repeats both without harm.</summary>
    public async Task SendAsync(RedeliveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.LetterId is not null && JobQueues.OfWorkers.Contains(request.Consumer))
        {
            await jobs.ReviveAsync(request.Body, cancellationToken);
        }

        await queue.SendAsync(request, cancellationToken);
    }
}
