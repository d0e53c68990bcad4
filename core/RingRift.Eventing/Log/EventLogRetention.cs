using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Clocks;

namespace RingRift.Eventing.Log;

/// <summary>Forgets the hours of the event log that are older than <see cref="EventLogOptions.Retention"/>.</summary>
public sealed partial class EventLogRetention(
    IEventLog log, RetentionClock clock, IOptions<EventLogOptions> options, ILogger<EventLogRetention> logger)
{
    /// <summary>Forgets once.</summary>
    /// <returns>Events forgotten.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var hour = WholeHour.Of(await clock.OlderThanAsync(options.Value.Retention, cancellationToken).ConfigureAwait(false));
        var count = await log.DeleteBeforeAsync(hour, cancellationToken).ConfigureAwait(false);
        LogForgotten(count, hour);
        return count;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} events published before {Hour} were removed from the event log")]
    private partial void LogForgotten(int count, DateTimeOffset hour);
}
