namespace RingRift.Eventing.Log;

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
