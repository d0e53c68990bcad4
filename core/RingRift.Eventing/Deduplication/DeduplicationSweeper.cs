using System.ComponentModel.DataAnnotations;
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

/// <summary>The durable window; section <c>Deduplication</c>.</summary>
public sealed class DeduplicationOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Deduplication";

    /// <summary>
    /// How long a request from outside has for a content before another may take it over. Default 5 min, well over what publishing may
    /// take.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a published content is known. Default 30 d: longer than Event Grid's day, a queue's week and the longest replay together.
    /// </summary>
    [Range(typeof(TimeSpan), "8.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);
}
