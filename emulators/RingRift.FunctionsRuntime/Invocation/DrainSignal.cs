namespace RingRift.FunctionsRuntime.Invocation;

/// <summary>Tells running functions that the host has waited long enough for them.</summary>
internal sealed class DrainSignal(TimeProvider time) : IDisposable
{
    /// <summary>How long running functions may go on after the host began to stop.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _source = new();
    private ITimer? _timer;

    public CancellationToken Token => _source.Token;

    /// <summary>Starts the clock; the token is cancelled once <see cref="Patience"/> is over.</summary>
    public void Begin() => _timer ??= time.CreateTimer(_ => Cancel(), state: null, Patience, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        _timer?.Dispose();
        _source.Dispose();
    }

    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The host ended in the same moment; nothing runs any more.
        }
    }
}
