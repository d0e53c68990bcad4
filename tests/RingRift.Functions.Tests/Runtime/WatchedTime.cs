using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace RingRift.Functions.Tests.Runtime;

/// <summary>Time that the test moves, and that tells when somebody has begun to wait.</summary>
public sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public WatchedTime()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Moves on by a time once somebody waits for exactly that long.</summary>
    public async Task AdvanceOnceAwaitedAsync(TimeSpan wait)
    {
        await UntilAwaitedAsync(wait);
        Advance(wait);
    }

    /// <summary>Ends once somebody waits for exactly that long.</summary>
    public async Task UntilAwaitedAsync(TimeSpan wait)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _waits.Reader.ReadAsync(patience.Token) != wait)
        {
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return timer;
    }
}
