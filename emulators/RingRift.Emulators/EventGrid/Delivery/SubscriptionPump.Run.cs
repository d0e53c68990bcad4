using RingRift.Emulators.EventGrid.Events;

namespace RingRift.Emulators.EventGrid.Delivery;

internal sealed partial class SubscriptionPump
{
    private async Task RunAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        while (await _bell.Reader.WaitToReadAsync(cancellationToken))
        {
            _bell.Reader.TryRead(out _);
            while (!cancellationToken.IsCancellationRequested && Take() is { } delivery)
            {
                _ = AttemptAsync(delivery, cancellationToken);
            }
            SetAlarm();
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        while (!IsReady)
        {
            SetAsking(true);
            var error = await AskAsync(cancellationToken);
            Answered(error);
            if (error is not null && !IsReady)
            {
                await Task.WhenAny(Task.Delay(_options.HandshakeInterval, _time, cancellationToken), Volatile.Read(ref _handshakeNow).Task);
                Interlocked.Exchange(ref _handshakeNow, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        LogReady(Subscription.Name);
        Ring();
        SetAsking(false);
    }

    private async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _deliverer.PrepareAsync(cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, the subscription must go on asking.
            return $"{Subscription.Destination.GetType().Name}: {error.Message}";
        }
    }

    private void Answered(string? error)
    {
        if (error is not null && error != _lastError)
        {
            LogNotReady(Subscription.Name, error);
        }
        lock (_lock)
        {
            _lastError = error ?? _lastError;
            _ready |= error is null;
            _asking = false;
        }
        _changes.Pulse();
    }

    private void SetAsking(bool asking)
    {
        lock (_lock)
        {
            _asking = asking;
        }
        _changes.Pulse();
    }

    private PendingDelivery? Take()
    {
        lock (_lock)
        {
            return _queue.Take(_time.GetUtcNow());
        }
    }

    private void Ring() => _bell.Writer.TryWrite(true);

    private void SetAlarm()
    {
        DateTimeOffset? next;
        lock (_lock)
        {
            next = _queue.NextDue;
        }
        if (next is not { } due)
        {
            return;
        }
        // Rounded up to whole milliseconds, because the timer cuts fractions off and would come too early.
        var wait = Math.Ceiling(Math.Max(0, (due - _time.GetUtcNow()).TotalMilliseconds));
        _alarm.Change(TimeSpan.FromMilliseconds(Math.Max(1, wait)), Timeout.InfiniteTimeSpan);
        lock (_lock)
        {
            // Time may have gone on between the two looks at the clock.
            if (!_queue.HasDue(_time.GetUtcNow()))
            {
                return;
            }
        }
        Ring();
    }
}
