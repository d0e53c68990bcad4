using System.Text;
using RingRift.Azure.Storage;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Azure.Redelivery;

/// <summary>
/// Redeliveries on storage queues: a GPU worker's events go into its own queue, all others into <see cref="RedeliveryMessage.Queue"/>.
/// </summary>
public sealed class StorageRedeliveryQueue(StorageQueues queues) : IRedeliveryQueue
{
    // A message may have 64 KiB, and Base64 makes four bytes of three.
    private const int MostBytes = 64 * 1024 / 4 * 3;
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    /// <inheritdoc/>
    public async Task SendAsync(RedeliveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ofWorker = JobQueues.OfWorkers.Contains(request.Consumer);
        var text = ofWorker ? request.Body : MessageOf(request).ToJson();
        if (Encoding.UTF8.GetByteCount(text) is > MostBytes and var bytes)
        {
            throw new ArgumentException(
                $"an event for {request.Consumer} makes a message of {bytes} bytes; a storage queue holds {MostBytes}");
        }

        var queue = await queues.GetAsync(ofWorker ? request.Consumer : RedeliveryMessage.Queue, cancellationToken).ConfigureAwait(false);
        await queue.SendMessageAsync(
            QueueText.Encode(text), timeToLive: ForEver, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static RedeliveryMessage MessageOf(RedeliveryRequest request) => new()
    {
        Consumer = request.Consumer,
        Reason = request.Reason,
        LetterId = request.LetterId,
        Event = request.LetterId is null ? request.Body : null,
        ReplayId = request.ReplayId,
    };
}
