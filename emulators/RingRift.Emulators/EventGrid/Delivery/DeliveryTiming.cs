using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>The random and scaled side of timing, drawn from one seed.</summary>
internal sealed class DeliveryTiming(EventGridEmulatorOptions options)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(options.Seed);

    /// <summary>A wait of the schedule as it is waited here.</summary>
    public TimeSpan Scale(TimeSpan wait) => wait * options.RetryTimeScale * (1 + (options.RetryJitter * Next()));

    /// <summary>
    /// When a delivery that was kept is due: as it was kept, or at once where no right clock can have put it off for so long.
    /// </summary>
    /// <param name="due">When it was due as it was kept.</param>
    /// <param name="attempts">Attempts made.</param>
    /// <param name="now">The present.</param>
    public DateTimeOffset DueAgain(DateTimeOffset due, int attempts, DateTimeOffset now) =>
        due - now > RetrySchedule.LongestAfter(attempts) * options.RetryTimeScale * (1 + options.RetryJitter) ? now : due;

    /// <summary>How long a first delivery is held back.</summary>
    public TimeSpan HoldBack() => options.Chaos.ShuffleWindow == TimeSpan.Zero ? TimeSpan.Zero : options.Chaos.ShuffleWindow * Next();

    /// <summary>Whether a delivered event is delivered once more.</summary>
    public bool Duplicates() => options.Chaos.DuplicateRate > 0 && Next() < options.Chaos.DuplicateRate;

    private double Next()
    {
        lock (_lock)
        {
            return _random.NextDouble();
        }
    }
}

/// <summary>
/// Time that begins with the machine's clock and goes on by its counter. Somebody who sets the clock neither ends an event's time to live
/// nor puts its next attempt off.
/// </summary>
internal sealed class SteadyTime(TimeProvider machine) : TimeProvider
{
    private readonly DateTimeOffset _begin = machine.GetUtcNow();
    private readonly long _counter = machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _begin + machine.GetElapsedTime(_counter);

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);
}
