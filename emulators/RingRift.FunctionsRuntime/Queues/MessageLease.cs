using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace RingRift.FunctionsRuntime.Queues;

/// <summary>The right to settle a taken message. Each renewal yields a new receipt; only the newest counts.</summary>
internal sealed class MessageLease(QueueClient queue, QueueMessage message, TimeProvider time)
{
    private string _receipt = message.PopReceipt;

    public async Task DeleteAsync()
    {
        try
        {
            await queue.DeleteMessageAsync(message.MessageId, _receipt);
        }
        catch (RequestFailedException exception) when (IsLost(exception))
        {
            // Somebody else took it meanwhile; functions are idempotent, so it is only done twice.
        }
    }

    public async Task ShowAfterAsync(TimeSpan delay)
    {
        try
        {
            await queue.UpdateMessageAsync(message.MessageId, _receipt, visibilityTimeout: delay);
        }
        catch (RequestFailedException exception) when (IsLost(exception))
        {
            // As above.
        }
    }

    /// <summary>
    /// Renews at half time until disposed. <see cref="MessageRenewal.Lost"/> fires once the message is, or may be, somebody else's.
    /// </summary>
    /// <param name="invisibility">How long the message is hidden, from now and from each renewal.</param>
    /// <param name="tellFailure">Told of each renewal that storage did not answer.</param>
    public MessageRenewal KeepHidden(TimeSpan invisibility, Action<Exception> tellFailure) =>
        new(RenewAsync, invisibility, tellFailure, time);

    /// <summary>Hides the message anew; false when it is no longer ours.</summary>
    private async Task<bool> RenewAsync(TimeSpan invisibility, CancellationToken cancellationToken)
    {
        try
        {
            var renewed = await queue.UpdateMessageAsync(
                message.MessageId, _receipt, visibilityTimeout: invisibility, cancellationToken: cancellationToken);
            _receipt = renewed.Value.PopReceipt;
            return true;
        }
        catch (RequestFailedException exception) when (IsLost(exception))
        {
            return false;
        }
    }

    private static bool IsLost(RequestFailedException exception) =>
        exception.ErrorCode == QueueErrorCode.MessageNotFound || exception.ErrorCode == QueueErrorCode.PopReceiptMismatch;
}
