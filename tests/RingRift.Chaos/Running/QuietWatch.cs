using Azure.Storage.Queues;
using RingRift.Azure.Redelivery;
using RingRift.Eventing.Aggregates;
using RingRift.Pipeline.Jobs;

namespace RingRift.Chaos.Running;

/// <summary>Waits until nothing is under way any more: no delivery pending, no message in a queue, no row in an outbox.</summary>
internal sealed class QuietWatch(ChaosStack stack, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Queues = [JobQueues.Selfplay, JobQueues.Sync, JobQueues.Training, JobQueues.Match, RedeliveryMessage.Queue];

    /// <summary>Completes when two looks, one after the other, saw nothing and nothing was published between them.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long? before = null;
        while (true)
        {
            await stack.EventGrid.WhenIdleAsync(cancellationToken);
            var accepted = stack.EventGrid.Status.Accepted;
            var isQuiet = await IsEmptyAsync(cancellationToken)
                && stack.EventGrid.Status.Subscriptions.All(subscription => subscription.Pending == 0);
            if (isQuiet && before == accepted)
            {
                return;
            }

            before = isQuiet ? accepted : null;
            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }
    }

    private async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        var service = stack.Get<QueueServiceClient>();
        foreach (var name in Queues)
        {
            var queue = service.GetQueueClient(name);
            if (await queue.ExistsAsync(cancellationToken)
                && (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount > 0)
            {
                return false;
            }
        }

        return !await stack.Get<IAggregateStore>().PendingAsync(DateTimeOffset.MaxValue, cancellationToken).AnyAsync(cancellationToken);
    }
}
