namespace RingRift.Eventing.Clocks;

/// <summary>
/// A clock for what a process measures and plans for itself: it begins with the time of day and goes on by the steady counter, so that
/// nobody who sets the machine's clock makes a wait longer or ends it. Its times are never stored for others.
/// </summary>
/// <param name="time">The machine's clock and counter.</param>
public sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _begin = time.GetUtcNow();
    private readonly long _counter = time.GetTimestamp();

    /// <summary>The time (UTC), as it would be if nobody had set the clock since this object was made.</summary>
    public DateTimeOffset Now => _begin + time.GetElapsedTime(_counter);
}
