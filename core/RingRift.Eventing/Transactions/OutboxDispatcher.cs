using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Records;
using RingRift.Eventing.Routing;

namespace RingRift.Eventing.Transactions;

/// <summary>
/// Publishes what commits left in the outbox. A crash between publishing and removing publishes again with the same id: a duplicate to inboxes and to
/// the observers of this process.
/// </summary>
public sealed class OutboxDispatcher(IAggregateStore aggregates, EventRouter router)
{
    /// <summary>Publishes the events of a commit that stands and removes them from its outbox.</summary>
    public Task DispatchAsync<TState>(Commit<TState> commit, CancellationToken cancellationToken)
        where TState : StoredRecord => PublishAsync(aggregates.OutboxOf(commit), cancellationToken);

    /// <summary>Publishes the pending events of one aggregate and removes them from its outbox.</summary>
    /// <returns>Events published.</returns>
    public async Task<int> DispatchAsync(AggregateKey key, CancellationToken cancellationToken)
    {
        var entries = new List<OutboxEntry>();
        await foreach (var entry in aggregates.PendingAsync(key, cancellationToken))
        {
            entries.Add(entry);
        }

        await PublishAsync(entries, cancellationToken);
        return entries.Count;
    }

    /// <summary>Publishes the entries together, then removes them.</summary>
    internal async Task PublishAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return;
        }

        await router.PublishAsync([.. entries.Select(entry => entry.Event)], cancellationToken);
        foreach (var entry in entries)
        {
            await aggregates.RemoveAsync(entry, cancellationToken);
        }
    }
}
