using Azure;
using Azure.Storage.Queues;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Azure.Queues;

/// <summary>Ages of messages in storage queues, by when they were inserted: hiding and showing them again changes nothing of it.</summary>
public sealed class StorageQueueAges(QueueServiceClient service) : IQueueAges
{
    private const int NotFound = 404;

    // The most messages that the service shows in one peek.
    private const int MostPeeked = 32;

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> OldestAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var seen = await service.GetQueueClient(queue).PeekMessagesAsync(MostPeeked, cancellationToken).ConfigureAwait(false);
            return seen.Value.Min(message => message.InsertedOn);
        }
        catch (RequestFailedException missing) when (missing.Status == NotFound)
        {
            return null;
        }
    }
}
