namespace RingRift.Pipeline.Compliance;

/// <summary>A machine's clock that somebody sets, while its counter and its timers go on.</summary>
/// <param name="true">The right time, with counter and timers.</param>
public sealed class SettableClock(TimeProvider @true) : TimeProvider
{
    /// <summary>How far it is ahead of the right time.</summary>
    public TimeSpan Ahead { get; set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => @true.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => @true.GetUtcNow() + Ahead;

    /// <inheritdoc/>
    public override long GetTimestamp() => @true.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        @true.CreateTimer(callback, state, dueTime, period);
}
