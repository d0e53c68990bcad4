using System.Runtime.CompilerServices;
using RingRift.Pipeline.Aggregates;

namespace RingRift.Chaos.Faults;

/// <summary>A store that does not keep one of its promises: a run on it must fail.</summary>
internal sealed class BrokenAggregateStore(IAggregateStore inner, BrokenPromise broken) : IAggregateStore
{
    public Task<Aggregate<TState>?> LoadAsync<TState>(AggregateKey key, CancellationToken cancellationToken)
        where TState : class => inner.LoadAsync<TState>(key, cancellationToken);

    public async Task<bool> IsHandledAsync(AggregateKey key, string inboxId, CancellationToken cancellationToken) =>
        broken != BrokenPromise.Inbox && await inner.IsHandledAsync(key, inboxId, cancellationToken);

    public Task<CommitOutcome> CommitAsync<TState>(Commit<TState> commit, CancellationToken cancellationToken)
        where TState : class =>
        inner.CommitAsync(broken == BrokenPromise.Inbox ? commit with { InboxId = null } : commit, cancellationToken);

    public async IAsyncEnumerable<OutboxEntry> PendingAsync(AggregateKey key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in inner.PendingAsync(key, cancellationToken))
        {
            if (broken == BrokenPromise.Outbox)
            {
                await inner.RemoveAsync(entry, cancellationToken);
            }

            yield return entry;
        }
    }

    public IAsyncEnumerable<OutboxRow> PendingAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) =>
        inner.PendingAsync(committedBefore, cancellationToken);

    public Task RemoveAsync(OutboxRow row, CancellationToken cancellationToken) => inner.RemoveAsync(row, cancellationToken);

    public IAsyncEnumerable<Aggregate<TState>> ListAsync<TState>(string prefix, CancellationToken cancellationToken)
        where TState : class => inner.ListAsync<TState>(prefix, cancellationToken);
}
