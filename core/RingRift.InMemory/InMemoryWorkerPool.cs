using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.InMemory;

/// <summary>Workers in memory: only their number. Register one for each kind of work to have the scaler at work.</summary>
/// <param name="kind">The kind of work.</param>
/// <param name="most">Most workers it can hold.</param>
public sealed class InMemoryWorkerPool(WorkKind kind, int most = 1000) : IWorkerPool
{
    private int _workers;

    /// <inheritdoc/>
    public WorkKind Kind => kind;

    /// <summary>Workers now.</summary>
    public int Workers => Volatile.Read(ref _workers);

    /// <summary>Times it was stopped.</summary>
    public int Stops { get; private set; }

    /// <inheritdoc/>
    public Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Workers);
    }

    /// <inheritdoc/>
    public Task SetAsync(int workers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentOutOfRangeException.ThrowIfNegative(workers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, most);
        Volatile.Write(ref _workers, workers);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Volatile.Write(ref _workers, 0);
        Stops++;
        return Task.CompletedTask;
    }
}
