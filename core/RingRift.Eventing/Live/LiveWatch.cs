using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Live;

/// <summary>
/// Looks into the event log while somebody watches, once for all who do. It looks often while it finds events that nobody in this process
/// told of, as where several processes share the work, and seldom where it finds none.
/// </summary>
public sealed partial class LiveWatch(IEventLog log, LiveFeed feed, LiveOptions options, TimeProvider time, ILogger<LiveWatch> logger)
    : BackgroundService
{
    /// <summary>Looks that found nothing before the next one is put off.</summary>
    private const int Patience = 3;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await feed.WatchedAsync(stoppingToken).ConfigureAwait(false);
            await LookWhileWatchedAsync(stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task LookWhileWatchedAsync(CancellationToken stoppingToken)
    {
        var (from, quiet) = (time.GetUtcNow(), 0);
        while (feed.Streams > 0)
        {
            // Somebody may have set the clock back since the last look.
            var now = time.GetUtcNow();
            if (await LookAsync(from < now ? from : now, now, stoppingToken).ConfigureAwait(false) is { } found)
            {
                (from, quiet) = (now, found == 0 ? quiet + 1 : 0);
            }

            await Task.Delay(
                quiet < Patience ? options.ShortestPause : options.LongestPause, time, stoppingToken).ConfigureAwait(false);
        }
    }

    /// <summary>Events that nobody had told of; null when the log did not answer.</summary>
    private async Task<int?> LookAsync(DateTimeOffset from, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var query = new EventLogQuery { From = from - LiveFeed.Overlap, To = now + LiveFeed.Overlap };
            var found = await log.QueryAsync(query, new HashSet<UnreadableRecord>(), cancellationToken)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            return feed.Take(Enumerable.Reverse(found), new LivePosition(now));
        }
        catch (Exception lost) when (lost is not OperationCanceledException)
        {
            LogLost(lost);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The event log does not answer; who watches waits for news")]
    private partial void LogLost(Exception error);
}
