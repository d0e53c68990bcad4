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

/// <summary>Hours, the unit in which the event log forgets.</summary>
public static class WholeHour
{
    /// <summary>The hour a time lies in.</summary>
    public static DateTimeOffset Of(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>Refuses a time within an hour.</summary>
    /// <exception cref="ArgumentException">The time is not a whole hour.</exception>
    public static void Require(DateTimeOffset hour)
    {
        if (Of(hour) != hour)
        {
            throw new ArgumentException($"hour '{hour:O}': must be a whole hour, for example {Of(hour):O}", nameof(hour));
        }
    }
}
