namespace RingRift.FunctionsRuntime.Queues;

/// <summary>Keeps a message hidden until disposed, or until it is certain no longer that nobody else sees it.</summary>
internal sealed class MessageRenewal : IAsyncDisposable
{
    private readonly Func<TimeSpan, CancellationToken, Task<bool>> _renewAsync;
    private readonly TimeSpan _invisibility;
    private readonly Action<Exception> _tellFailure;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();

    // Every renewal moves its end on, so it fires by itself once the message has been hidden for as long as storage last promised.
    private readonly CancellationTokenSource _lost;
    private readonly Task _loop;

    /// <summary>Begins to renew.</summary>
    /// <param name="renewAsync">One renewal; false when the message is no longer ours, an exception when storage did not answer.</param>
    /// <param name="invisibility">How long the message is hidden, from now and from each renewal.</param>
    /// <param name="tellFailure">Told of each exception.</param>
    /// <param name="time">The clock.</param>
    public MessageRenewal(
        Func<TimeSpan, CancellationToken, Task<bool>> renewAsync, TimeSpan invisibility, Action<Exception> tellFailure, TimeProvider time)
    {
        (_renewAsync, _invisibility, _tellFailure, _time) = (renewAsync, invisibility, tellFailure, time);
        _lost = new CancellationTokenSource(invisibility, time);
        _loop = LoopAsync();
    }

    /// <summary>Fires once the message is, or may be, somebody else's.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>How soon a failed renewal is tried again: often enough to outlast a short fault of the storage.</summary>
    internal static TimeSpan RetryAfter(TimeSpan invisibility) => invisibility / 8;

    /// <summary>Waits for a renewal under way, so that the receipt is the newest when the message is settled.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _lost.Dispose();
    }

    private async Task LoopAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, _lost.Token);
        try
        {
            for (var wait = _invisibility / 2; ; wait = await RenewAsync() ? _invisibility / 2 : RetryAfter(_invisibility))
            {
                await Task.Delay(wait, _time, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The function has ended, or the message is lost.
        }
    }

    /// <summary>False when storage did not answer.</summary>
    private async Task<bool> RenewAsync()
    {
        var asked = _time.GetTimestamp();
        try
        {
            if (await _renewAsync(_invisibility, Lost))
            {
                _lost.CancelAfter(Positive(_invisibility - _time.GetElapsedTime(asked)));
            }
            else
            {
                await _lost.CancelAsync();
            }

            return true;
        }
        catch (Exception exception)
        {
            // Any type may come: the client gives up with an AggregateException once it has tried again often enough.
            _tellFailure(exception);
            return false;
        }
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
