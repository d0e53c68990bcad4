namespace RingRift.Eventing.Routing;

internal sealed partial class Subscriber<T>
{
    /// <summary>
    /// Takes nothing more, and waits until what waits is handled or <paramref name="patience"/> is over; then cancels the handlers and
    /// sheds the rest.
    /// </summary>
    public async Task StopAsync(TimeSpan patience)
    {
        BeginStop();
        await EndsWithinAsync(_drained.Task, patience).ConfigureAwait(false);
        GiveUp();
        _faults.Complete();
        await EndsWithinAsync(_faults.Completion, patience).ConfigureAwait(false);
    }

    /// <summary>Takes nothing more and waits for nobody.</summary>
    public void Stop()
    {
        BeginStop();
        GiveUp();
        _faults.Complete();
    }

    private async Task EndsWithinAsync(Task task, TimeSpan patience)
    {
        try
        {
            await task.WaitAsync(patience, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What is late is cancelled, and counted as shed where it did not begin.
        }
    }

    private void BeginStop()
    {
        _queue.Writer.TryComplete();
        lock (_lock)
        {
            _stopped = true;
            EndIfIdle();
        }
    }

    private void GiveUp()
    {
        while (_queue.Reader.TryRead(out var item))
        {
            Shed(item);
        }

        foreach (var lane in Volatile.Read(ref _lanes))
        {
            lane.Cancel();
        }
    }

    private void EndIfIdle()
    {
        if (_stopped && _active == 0)
        {
            _drained.TrySetResult();
        }
    }
}
