using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>Reads iterations.</summary>
public sealed class IterationStore(IAggregateStore aggregates)
{
    /// <summary>An iteration; null when it has not begun.</summary>
    public async Task<IterationState?> FindAsync(string config, int iteration, CancellationToken cancellationToken) =>
        (await aggregates.LoadAsync<IterationState>(AggregateKey.Iteration(config, iteration), cancellationToken))?.State;

    /// <summary>
    /// The newest iteration of a config; null before the first. Iterations count without gaps, so few reads find it however many there are.
    /// </summary>
    public async Task<IterationState?> FindNewestAsync(string config, CancellationToken cancellationToken)
    {
        if (await FindAsync(config, 1, cancellationToken) is not { } newest)
        {
            // Without a first one there is none, unless old ones were taken away.
            return (await ListAsync(config, unreadable: null, cancellationToken)).LastOrDefault();
        }

        var step = 1;
        while (await FindAsync(config, newest.Iteration + step, cancellationToken) is { } later)
        {
            (newest, step) = (later, step * 2);
        }

        for (step /= 2; step > 0; step /= 2)
        {
            newest = await FindAsync(config, newest.Iteration + step, cancellationToken) ?? newest;
        }

        return newest;
    }

    /// <summary>All iterations of a config, oldest first.</summary>
    /// <param name="config">Config name.</param>
    /// <param name="unreadable">Takes the ones that this version cannot read; null where one of them ends the reading.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<IterationState>> ListAsync(
        string config, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken)
    {
        var states = new List<IterationState>();
        await foreach (var aggregate in aggregates.ListAsync<IterationState>($"iteration.{config}.", unreadable, cancellationToken))
        {
            states.Add(aggregate.State);
        }

        return states;
    }
}
