namespace RingRift.Eventing.Routing;

/// <summary>
/// One timer for the handlers of all subscribers: looks now and then which of them are over their time. A timer for each event would cost
/// more than the event; so a handler may get up to one <see cref="RoutingOptions.WatchdogPeriod"/> more than its timeout.
/// </summary>
internal sealed class HandlerWatchdog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly TimeSpan _period;
    private IWatched[] _watched = [];
    private ITimer? _timer;

    public HandlerWatchdog(TimeProvider time, TimeSpan period) => (_time, _period) = (time, period);

    public void Watch(IWatched subscriber)
    {
        lock (_lock)
        {
            _watched = [.. _watched, subscriber];
            _timer ??= _time.CreateTimer(static watchdog => ((HandlerWatchdog)watchdog!).Look(), this, _period, _period);
        }
    }

    public void Forget(IWatched subscriber)
    {
        lock (_lock)
        {
            _watched = [.. _watched.Where(one => one != subscriber)];
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        foreach (var subscriber in Volatile.Read(ref _watched))
        {
            subscriber.AbandonLate();
        }
    }
}

/// <summary>What the watchdog looks at.</summary>
internal interface IWatched
{
    /// <summary>Gives up every handler that is over its time. Never blocks.</summary>
    void AbandonLate();
}
