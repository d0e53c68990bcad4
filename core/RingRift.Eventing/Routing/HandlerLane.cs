namespace RingRift.Eventing.Routing;

/// <summary>
/// One of the handlers a subscriber may run at a time. Who ends a run, the handler or the watchdog, is decided by one exchange, so that a
/// run is counted once: the start time is the run's name.
/// </summary>
internal sealed class HandlerLane
{
    private const long Idle = 0;
    private const long Abandoned = -1;

    private CancellationTokenSource _cancellation = new();
    private object? _item;
    private long _started;

    /// <summary>Cancelled when the run is given up, and when the subscriber stops waiting.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Begins a run.</summary>
    public void Begin(object item, long now)
    {
        _item = item;
        Volatile.Write(ref _started, Math.Max(1, now));
    }

    /// <summary>Ends the run; false when it was given up in the meantime.</summary>
    public bool TryEnd(long started) => Interlocked.CompareExchange(ref _started, Idle, Math.Max(1, started)) != Abandoned;

    /// <summary>Gives the run up when it began at or before <paramref name="latest"/>; null when there is no such run.</summary>
    public object? TryAbandon(long latest)
    {
        var started = Volatile.Read(ref _started);
        var item = _item;
        if (started is Idle or Abandoned || started > latest || Interlocked.CompareExchange(ref _started, Abandoned, started) != started)
        {
            return null;
        }

        Cancel();
        return item;
    }

    /// <summary>Makes a lane usable again whose run was given up and has ended now.</summary>
    public void Revive()
    {
        _cancellation = new CancellationTokenSource();
        Volatile.Write(ref _started, Idle);
    }

    // What is registered on the token runs elsewhere: it must not hold up the watchdog.
    public void Cancel() => _ = _cancellation.CancelAsync();
}
