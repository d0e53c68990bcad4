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

    /// <summary>Renews at half time until disposed; cancels <paramref name="lost"/> when the message is no longer ours.</summary>
    public IAsyncDisposable KeepHidden(TimeSpan invisibility, CancellationTokenSource lost) =>
        new Renewal(RenewAsync, invisibility, lost, time);

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
        catch (RequestFailedException)
        {
            // A passing fault: there is another try before the message shows again.
            return true;
        }
    }

    private static bool IsLost(RequestFailedException exception) =>
        exception.ErrorCode == QueueErrorCode.MessageNotFound || exception.ErrorCode == QueueErrorCode.PopReceiptMismatch;

    private sealed class Renewal : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _loop;

        public Renewal(
            Func<TimeSpan, CancellationToken, Task<bool>> renewAsync,
            TimeSpan invisibility,
            CancellationTokenSource lost,
            TimeProvider time) =>
            _loop = LoopAsync(renewAsync, invisibility, lost, time);

        /// <summary>Waits for a renewal under way, so that the receipt is the newest when the message is settled.</summary>
        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _loop;
            _stop.Dispose();
        }

        private async Task LoopAsync(
            Func<TimeSpan, CancellationToken, Task<bool>> renewAsync,
            TimeSpan invisibility,
            CancellationTokenSource lost,
            TimeProvider time)
        {
            try
            {
                do
                {
                    await Task.Delay(invisibility / 2, time, _stop.Token);
                }
                while (await renewAsync(invisibility, CancellationToken.None));
                await lost.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                // The function has ended.
            }
        }
    }
}
