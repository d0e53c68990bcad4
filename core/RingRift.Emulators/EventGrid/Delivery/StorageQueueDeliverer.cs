using Azure;
using Azure.Storage.Queues;

namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>Delivers into a storage queue, the event's JSON in Base64.</summary>
internal sealed class StorageQueueDeliverer : IEventDeliverer
{
    // A message may have 64 KiB, and Base64 makes four bytes of three.
    private const int MostBytes = 64 * 1024 / 4 * 3;
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    private readonly StorageQueueDestination _destination;
    private readonly QueueClient _queue;

    public StorageQueueDeliverer(StorageQueueDestination destination)
    {
        _destination = destination;
        // The emulator's schedule retries, so the client does not.
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64, Retry = { MaxRetries = 0 } };
        _queue = new QueueClient(destination.ConnectionString, destination.QueueName, options);
    }

    public bool IsAzureResource => true;

    public async Task<string?> PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return null;
        }
        catch (RequestFailedException error)
        {
            return $"queue '{_destination.QueueName}': {FirstLine(error)}";
        }
    }

    public async Task<DeliveryResult> DeliverAsync(PendingDelivery delivery, CancellationToken cancellationToken)
    {
        var json = delivery.Event.Json;
        if (json.Length > MostBytes)
        {
            return DeliveryResult.FromFailure(413, $"{json.Length} bytes are more than the {MostBytes} that fit a storage queue in Base64");
        }
        try
        {
            await _queue.SendMessageAsync(
                BinaryData.FromBytes(json), timeToLive: _destination.MessageTimeToLive ?? ForEver, cancellationToken: cancellationToken);
            return DeliveryResult.Delivered;
        }
        catch (RequestFailedException error)
        {
            var detail = $"queue '{_destination.QueueName}': {FirstLine(error)}";
            return error.Status == 0
                ? new DeliveryResult(DeliveryOutcome.SocketError, null, detail)
                : DeliveryResult.FromFailure(error.Status, detail);
        }
    }

    private static string FirstLine(RequestFailedException error) => error.Message.Split('\n')[0].Trim();
}
