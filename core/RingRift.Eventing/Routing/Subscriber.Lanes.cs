namespace RingRift.Eventing.Routing;

internal sealed partial class Subscriber<T>
{
    private void StartLane()
    {
        var lane = new HandlerLane();
        _lanes = [.. _lanes, lane];
        _active++;
        // Not on the caller's thread: that is a publisher's, the watchdog's or one that subscribes.
        _ = Task.Run(() => RunAsync(lane));
    }

    private async Task RunAsync(HandlerLane lane)
    {
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (_queue.Reader.TryRead(out var item))
            {
                if (!await HandleAsync(lane, item).ConfigureAwait(false) && !TryReturn(lane))
                {
                    return;
                }
            }
        }

        lock (_lock)
        {
            _active--;
            EndIfIdle();
        }
    }

    /// <summary>False when the run was given up.</summary>
    private async ValueTask<bool> HandleAsync(HandlerLane lane, T item)
    {
        var started = _time.GetTimestamp();
        lane.Begin(item, started);
        try
        {
            await _handler(item, lane.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            if (!lane.TryEnd(started))
            {
                return false;
            }

            Interlocked.Increment(ref _failed);
            _faults.Failed(item, error);
            return true;
        }

        if (!lane.TryEnd(started))
        {
            return false;
        }

        Interlocked.Increment(ref _delivered);
        return true;
    }

    /// <summary>A handler was given up: another lane takes its place, unless too many such handlers still hang.</summary>
    private void Replace(HandlerLane lane)
    {
        lock (_lock)
        {
            _lanes = [.. _lanes.Where(one => one != lane)];
            _active--;
            if (++_abandoned < _subscription.Options.MaxAbandoned)
            {
                StartLane();
            }
        }
    }

    /// <summary>A handler that was given up has ended: its lane goes on if it was not replaced.</summary>
    private bool TryReturn(HandlerLane lane)
    {
        lock (_lock)
        {
            _abandoned--;
            if (_active >= _subscription.Options.MaxConcurrency)
            {
                return false;
            }

            lane.Revive();
            _lanes = [.. _lanes, lane];
            _active++;
            return true;
        }
    }
}
