using RingRift.Pipeline.Aggregates;

namespace RingRift.Pipeline.Iterations;

/// <summary>Reads iterations.</summary>
public sealed class IterationStore(IAggregateStore aggregates)
{
    /// <summary>An iteration; null when it has not begun.</summary>
    public async Task<IterationState?> FindAsync(string config, int iteration, CancellationToken cancellationToken) =>
        (await aggregates.LoadAsync<IterationState>(AggregateKey.Iteration(config, iteration), cancellationToken))?.State;

    /// <summary>All iterations of a config, oldest first.</summary>
    public async Task<IReadOnlyList<IterationState>> ListAsync(string config, CancellationToken cancellationToken)
    {
        var states = new List<IterationState>();
        await foreach (var aggregate in aggregates.ListAsync<IterationState>($"iteration.{config}.", cancellationToken))
        {
            states.Add(aggregate.State);
        }

        return states;
    }
}
