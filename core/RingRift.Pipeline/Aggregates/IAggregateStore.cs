namespace RingRift.Pipeline.Aggregates;

/// <summary>Keeps aggregates with their inbox and outbox, one transaction for each commit.</summary>
public interface IAggregateStore
{
    /// <summary>Loads an aggregate; null when it does not exist.</summary>
    Task<Aggregate<TState>?> LoadAsync<TState>(AggregateKey key, CancellationToken cancellationToken)
        where TState : class;

    /// <summary>Whether the aggregate's inbox holds the event.</summary>
    Task<bool> IsHandledAsync(AggregateKey key, string inboxId, CancellationToken cancellationToken);

    /// <summary>Writes state, inbox and outbox together or not at all.</summary>
    Task<CommitOutcome> CommitAsync<TState>(Commit<TState> commit, CancellationToken cancellationToken)
        where TState : class;

    /// <summary>Events of one aggregate that wait to be published, oldest first.</summary>
    IAsyncEnumerable<OutboxEntry> PendingAsync(AggregateKey key, CancellationToken cancellationToken);

    /// <summary>Events of all aggregates committed before <paramref name="committedBefore"/> that still wait: what a crash left.</summary>
    IAsyncEnumerable<OutboxEntry> PendingAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken);

    /// <summary>Forgets an outbox entry after it was published; no error when it is gone.</summary>
    Task RemoveAsync(OutboxEntry entry, CancellationToken cancellationToken);

    /// <summary>All aggregates whose key begins with <paramref name="prefix"/>, in key order.</summary>
    IAsyncEnumerable<Aggregate<TState>> ListAsync<TState>(string prefix, CancellationToken cancellationToken)
        where TState : class;
}
