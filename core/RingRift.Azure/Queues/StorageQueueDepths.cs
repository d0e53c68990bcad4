using Azure;
using Azure.Storage.Queues;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Azure.Queues;

/// <summary>Depths of storage queues, by the service's approximate count.</summary>
public sealed class StorageQueueDepths(QueueServiceClient service) : IQueueDepths
{
    private const int NotFound = 404;

    // The most messages that the service shows in one peek.
    private const int MostPeeked = 32;

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

    /// <inheritdoc/>
    public async Task<QueueLoad> ReadLoadAsync(string queue, int mostInFlight, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostInFlight);
        var messages = await ReadAsync(queue, cancellationToken).ConfigureAwait(false);
        if (messages == 0)
        {
            return new QueueLoad(0, 0);
        }

        var seen =
            (await service.GetQueueClient(queue).PeekMessagesAsync(MostPeeked, cancellationToken).ConfigureAwait(false)).Value.Length;
        var inFlight = seen < MostPeeked ? messages - seen : Math.Min(messages - seen, mostInFlight);
        return new QueueLoad(seen < MostPeeked ? seen : messages - Math.Max(0, inFlight), Math.Max(0, inFlight));
    }
}
