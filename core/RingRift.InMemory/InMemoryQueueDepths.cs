using RingRift.Pipeline.Operations.Queues;

namespace RingRift.InMemory;

/// <summary>Depths of the queues in memory.</summary>
public sealed class InMemoryQueueDepths(InMemoryJobQueue jobs) : IQueueDepths
{
    /// <inheritdoc/>
    public Task<int> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(jobs.Count(queue));
    }

    /// <inheritdoc/>
    public Task<QueueLoad> ReadLoadAsync(string queue, int mostInFlight, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var visible = jobs.CountVisible(queue);
        return Task.FromResult(new QueueLoad(visible, Math.Max(0, jobs.Count(queue) - visible)));
    }
}
