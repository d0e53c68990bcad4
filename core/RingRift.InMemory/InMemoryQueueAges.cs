using RingRift.Pipeline.Operations.Queues;

namespace RingRift.InMemory;

/// <summary>Ages of the messages in memory.</summary>
public sealed class InMemoryQueueAges(InMemoryJobQueue jobs) : IQueueAges
{
    /// <inheritdoc/>
    public Task<DateTimeOffset?> OldestAsync(string queue, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(jobs.OldestVisible(queue));
    }
}
