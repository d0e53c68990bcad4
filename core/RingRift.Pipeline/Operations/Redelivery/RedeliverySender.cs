using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>
/// Sends an event to its consumer again. Before a redrive a worker's failed job is made claimable; a replay passes its gates as they are.
/// </summary>
public sealed class RedeliverySender(IRedeliveryQueue queue, JobRevival jobs)
{
    /// <summary>
    /// Sends a request. A crash within leaves at most a job that is claimable and a message; sending again repeats both without harm.
    /// </summary>
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

/// <summary>An event to hand to one consumer once more, and to nobody else.</summary>
public sealed record RedeliveryRequest
{
    /// <summary>Name of the handler, or of the queue whose worker takes the event.</summary>
    public required string Consumer { get; init; }

    /// <summary>The event: a CloudEvent as JSON, or the text that arrived in its place.</summary>
    public required string Body { get; init; }

    /// <summary>Why people want it.</summary>
    public required string Reason { get; init; }

    /// <summary>Dead letter that is redriven; null for a replay.</summary>
    public string? LetterId { get; init; }

    /// <summary>Replay the delivery belongs to; null for a redrive.</summary>
    public string? ReplayId { get; init; }
}
