using Azure;
using Azure.Storage.Queues;
using RingRift.Emulators.EventGrid.Events;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>
/// Delivers into a storage queue, the event's JSON in Base64. Nothing waits longer than <paramref name="answerTimeout"/> for the storage.
/// </summary>
internal sealed class StorageQueueDeliverer(StorageQueueDestination destination, TimeSpan answerTimeout, TimeProvider time)
    : IEventDeliverer
{
    // A message may have 64 KiB, and Base64 makes four bytes of three.
    private const int MostBytes = 64 * 1024 / 4 * 3;
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    // The emulator's schedule retries, so the client does not.
    private readonly QueueClient _queue = new(
        destination.ConnectionString,
        destination.QueueName,
        new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64, Retry = { MaxRetries = 0 } });

    public bool IsAzureResource => true;

    public async Task<string?> PrepareAsync(CancellationToken cancellationToken)
    {
        var failure = await AskAsync(limit => _queue.CreateIfNotExistsAsync(cancellationToken: limit), cancellationToken);
        return failure?.Detail;
    }

    public async Task<DeliveryResult> DeliverAsync(PendingDelivery delivery, CancellationToken cancellationToken)
    {
        var json = delivery.Event.Json;
        if (json.Length > MostBytes)
        {
            return DeliveryResult.FromFailure(413, $"{json.Length} bytes are more than the {MostBytes} that fit a storage queue in Base64");
        }
        var failure = await AskAsync(
            limit => _queue.SendMessageAsync(
                BinaryData.FromBytes(json), timeToLive: destination.MessageTimeToLive ?? ForEver, cancellationToken: limit),
            cancellationToken);
        return failure ?? DeliveryResult.Delivered;
    }

    /// <summary>One request to the storage: null when it succeeded.</summary>
    private async Task<DeliveryResult?> AskAsync(Func<CancellationToken, Task> request, CancellationToken cancellationToken)
    {
        using var window = new CancellationTokenSource(answerTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, window.Token);
        try
        {
            await request(both.Token);
            return null;
        }
        catch (RequestFailedException error)
        {
            var detail = $"queue '{destination.QueueName}': {error.Message.Split('\n')[0].Trim()}";
            return error.Status == 0
                ? new DeliveryResult(DeliveryOutcome.SocketError, null, detail)
                : DeliveryResult.FromFailure(error.Status, detail);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryResult(
                DeliveryOutcome.TimedOut, null, $"queue '{destination.QueueName}' did not answer within {answerTimeout}");
        }
    }
}
