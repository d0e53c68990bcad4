using RingRift.Azure.Storage;
using RingRift.Pipeline.Jobs;

namespace RingRift.Azure.Jobs;

/// <summary>Jobs from storage queues.</summary>
public sealed class StorageJobQueue(StorageQueues queues) : IJobQueue
{
    /// <inheritdoc/>
    public async Task<IJobMessage?> ReceiveAsync(string queue, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var client = await queues.GetAsync(queue, cancellationToken).ConfigureAwait(false);
        var message = (await client.ReceiveMessageAsync(visibility, cancellationToken).ConfigureAwait(false)).Value;
        return message is null ? null : new StorageJobMessage(client, message);
    }
}
