using Azure.Storage.Queues;

namespace RingRift.Azure.Storage;

/// <summary>Queues, created at their first use.</summary>
public sealed class StorageQueues(QueueServiceClient service)
{
    private readonly OncePerName<QueueClient> _queues = new(async name =>
    {
        var queue = service.GetQueueClient(name);
        await queue.CreateIfNotExistsAsync().ConfigureAwait(false);
        return queue;
    });

    /// <summary>A queue that exists.</summary>
    public Task<QueueClient> GetAsync(string name, CancellationToken cancellationToken) => _queues.GetAsync(name, cancellationToken);
}
