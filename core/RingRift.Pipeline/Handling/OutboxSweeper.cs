using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Pipeline.Aggregates;

namespace RingRift.Pipeline.Handling;

/// <summary>Publishes what a crash between commit and dispatch left behind.</summary>
public sealed partial class OutboxSweeper(
    IAggregateStore aggregates, OutboxDispatcher dispatcher, TimeProvider time, IOptions<OutboxOptions> options, ILogger<OutboxSweeper> logger)
{
    private const int BatchSize = 50;

    /// <summary>Publishes all events that have waited longer than <see cref="OutboxOptions.SweepAfter"/>.</summary>
    /// <returns>Events published.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var batch = new List<OutboxEntry>(BatchSize);
        var count = 0;
        await foreach (var entry in aggregates.PendingAsync(time.GetUtcNow() - options.Value.SweepAfter, cancellationToken))
        {
            batch.Add(entry);
            if (batch.Count == BatchSize)
            {
                await PublishAsync();
            }
        }

        await PublishAsync();
        return count;

        async Task PublishAsync()
        {
            await dispatcher.PublishAsync(batch, cancellationToken);
            foreach (var entry in batch)
            {
                LogRepublished(entry.Event.Type, entry.Event.Id, entry.Key);
            }

            count += batch.Count;
            batch.Clear();
        }
    }
}
