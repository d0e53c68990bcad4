namespace RingRift.Eventing.Clocks;

/// <summary>
/// Holds stored times against the clock. A clock may have been wrong when a time was stored, or be wrong now: a time that no right clock
/// can have stored counts as now, so that nothing waits until a wrong time comes (ADR 0031).
/// </summary>
public static class StoredTime
{
    /// <summary>
    /// How far clocks of different machines may be apart; twice what a healthy one is off, and less than a minute, in which everything
    /// recovers.
    /// </summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a time that was the present when it was stored lies in the future: the clock was ahead then, or is behind now.
    /// </summary>
    /// <param name="stored">The stored time.</param>
    /// <param name="now">The present.</param>
    public static bool IsAhead(this DateTimeOffset stored, DateTimeOffset now) => stored > now + Tolerance;

    /// <summary>Whether a deadline is over, or so far ahead that no right clock can have set it.</summary>
    /// <param name="deadline">The stored deadline.</param>
    /// <param name="now">The present.</param>
    /// <param name="longest">The longest that such a deadline may be ahead.</param>
    public static bool HasCome(this DateTimeOffset deadline, DateTimeOffset now, TimeSpan longest) =>
        deadline <= now || deadline - longest > now + Tolerance;

    /// <summary>
    /// Whether a span has passed since a past time; of a time in the future nobody knows, and whoever waits has waited long enough.
    /// </summary>
    /// <param name="since">The stored time.</param>
    /// <param name="span">The span.</param>
    /// <param name="now">The present.</param>
    public static bool HasPassed(this DateTimeOffset since, TimeSpan span, DateTimeOffset now) => now - since >= span || since.IsAhead(now);

    /// <summary>A past time; now for one in the future.</summary>
    /// <param name="stored">The stored time.</param>
    /// <param name="now">The present.</param>
    public static DateTimeOffset NotAhead(this DateTimeOffset stored, DateTimeOffset now) => stored.IsAhead(now) ? now : stored;
}
