using Azure;
using Azure.Storage.Queues;
using RingRift.Pipeline.Queues;

namespace RingRift.Azure.Queues;

/// <summary>Depths of storage queues, by the service's approximate count.</summary>
public sealed class StorageQueueDepths(QueueServiceClient service) : IQueueDepths
{
    private const int NotFound = 404;

    /// <inheritdoc/>
    public async Task<int> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var properties = await service.GetQueueClient(queue).GetPropertiesAsync(cancellationToken).ConfigureAwait(false);
            return properties.Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException missing) when (missing.Status == NotFound)
        {
            return 0;
        }
    }
}
