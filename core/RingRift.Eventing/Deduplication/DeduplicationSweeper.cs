using Microsoft.Extensions.Logging;
using RingRift.Eventing.Clocks;

namespace RingRift.Eventing.Deduplication;

/// <summary>Removes from the durable window what no delivery can repeat any more.</summary>
public sealed partial class DeduplicationSweeper(IDeduplicationStore store, RetentionClock clock, ILogger<DeduplicationSweeper> logger)
{
    /// <summary>Removes everything that has expired by now.</summary>
    /// <returns>Rows removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var removed = await store.SweepAsync(await clock.OlderThanAsync(TimeSpan.Zero, cancellationToken), cancellationToken);
        LogSwept(removed);
        return removed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Removed} expired rows of the durable window are removed")]
    private partial void LogSwept(int removed);
}
