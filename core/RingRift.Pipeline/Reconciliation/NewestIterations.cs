using RingRift.Game;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Reconciliation;

/// <summary>
/// The newest iteration of every config, read once for all daemons of a tick: nine reconcilers and the stall detection look at the same states.
/// A look that is some seconds old does no harm, since whatever it leads to goes through the gates.
/// </summary>
public sealed class NewestIterations(IterationStore iterations, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private (long Read, IReadOnlyList<IterationState> States)? _newest;

    /// <summary>The iterations of all configs that were ever started.</summary>
    public async Task<IReadOnlyList<IterationState>> ReadAsync(CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_newest is not { } newest || time.GetElapsedTime(newest.Read) >= Fresh)
            {
                newest = (time.GetTimestamp(), await ReadAllAsync(cancellationToken).ConfigureAwait(false));
                _newest = newest;
            }

            return newest.States;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<List<IterationState>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var states = new List<IterationState>();
        foreach (var config in GameConfig.All)
        {
            if (await iterations.FindNewestAsync(config.Name, cancellationToken).ConfigureAwait(false) is { } newest)
            {
                states.Add(newest);
            }
        }

        return states;
    }
}
