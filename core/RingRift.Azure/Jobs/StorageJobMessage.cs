using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using RingRift.Azure.Events;
using RingRift.Azure.Storage;
using RingRift.Eventing.Envelope;
using RingRift.Pipeline.Jobs;

namespace RingRift.Azure.Jobs;

/// <summary>A message of a storage queue. Every renewal answers with a new pop receipt; the old one is void.</summary>
internal sealed class StorageJobMessage : IJobMessage
{
    private readonly QueueClient _queue;
    private readonly string _id;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private string _receipt;

    public StorageJobMessage(QueueClient queue, QueueMessage message)
    {
        (_queue, _id, _receipt, DequeueCount) = (queue, message.MessageId, message.PopReceipt, message.DequeueCount);
        Body = QueueText.Decode(message.Body.ToString());
        try
        {
            Event = CloudEventMapper.Parse(Body);
        }
        catch (EventFormatException malformed)
        {
            FormatError = malformed.Message;
        }
    }

    public EventEnvelope? Event { get; }

    public string Body { get; }

    public string? FormatError { get; }

    public long DequeueCount { get; }

    public Task<bool> RenewAsync(TimeSpan visibility, CancellationToken cancellationToken) => WithReceiptAsync(
        async () => _receipt =
            (await _queue.UpdateMessageAsync(
                _id, _receipt, visibilityTimeout: visibility, cancellationToken: cancellationToken).ConfigureAwait(false)).Value.PopReceipt,
        cancellationToken);

    public Task<bool> CompleteAsync(CancellationToken cancellationToken) =>
        WithReceiptAsync(() => _queue.DeleteMessageAsync(_id, _receipt, cancellationToken), cancellationToken);

    public Task ReleaseAsync(TimeSpan delay, CancellationToken cancellationToken) => RenewAsync(delay, cancellationToken);

    private async Task<bool> WithReceiptAsync(Func<Task> action, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await action().ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException lost) when (lost.Status == 404 || lost.ErrorCode is "PopReceiptMismatch" or "MessageNotFound")
        {
            return false;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}
