namespace RingRift.Emulators.EventGrid.Delivery;

/// <summary>
/// Time that begins with the machine's clock and goes on by its counter. Somebody who sets the clock neither ends an event's time to live nor puts its next
/// attempt off.
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
