using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Records;

namespace RingRift.Chaos.Faults;

/// <summary>A store that does not keep one of its promises: a run on it must fail.</summary>
internal sealed class BrokenAggregateStore(IAggregateStore inner, BrokenPromise broken) : IAggregateStore
{
    public Task<Aggregate<TState>?> LoadAsync<TState>(AggregateKey key, CancellationToken cancellationToken)
        where TState : StoredRecord => inner.LoadAsync<TState>(key, cancellationToken);

    public async Task<bool> IsHandledAsync(AggregateKey key, string inboxId, CancellationToken cancellationToken) =>
        broken != BrokenPromise.Inbox && await inner.IsHandledAsync(key, inboxId, cancellationToken);

    public Task<CommitOutcome> CommitAsync<TState>(Commit<TState> commit, CancellationToken cancellationToken)
        where TState : StoredRecord => inner.CommitAsync(Broken(commit), cancellationToken);

    public IReadOnlyList<OutboxEntry> OutboxOf<TState>(Commit<TState> commit)
        where TState : StoredRecord => inner.OutboxOf(commit);

    public IAsyncEnumerable<OutboxEntry> PendingAsync(AggregateKey key, CancellationToken cancellationToken) => inner.PendingAsync(key, cancellationToken);

    public IAsyncEnumerable<OutboxRow> PendingAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) =>
        inner.PendingAsync(committedBefore, cancellationToken);

    public Task RemoveAsync(OutboxRow row, CancellationToken cancellationToken) => inner.RemoveAsync(row, cancellationToken);

    public IAsyncEnumerable<Aggregate<TState>> ListAsync<TState>(string prefix, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken)
        where TState : StoredRecord => inner.ListAsync<TState>(prefix, unreadable, cancellationToken);

    public IAsyncEnumerable<InboxRow> HandledAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) =>
        inner.HandledAsync(committedBefore, cancellationToken);

    public Task ForgetAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken) => inner.ForgetAsync(rows, cancellationToken);

    public Task<bool> DeleteAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken)
        where TState : StoredRecord => inner.DeleteAsync(aggregate, cancellationToken);

    /// <summary>Without its promise, a commit keeps no trace of what it handled, or of what it has to say.</summary>
    private Commit<TState> Broken<TState>(Commit<TState> commit)
        where TState : StoredRecord => broken switch
        {
            BrokenPromise.Inbox => commit with { InboxId = null },
            BrokenPromise.Outbox => commit with { Outbox = [] },
            _ => commit,
        };
}
