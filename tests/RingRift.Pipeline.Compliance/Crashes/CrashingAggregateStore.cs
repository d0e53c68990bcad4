using System.Runtime.CompilerServices;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>A store whose process may die around every call.</summary>
public sealed class CrashingAggregateStore(IAggregateStore inner, CrashScript script) : IAggregateStore
{
    public Task<Aggregate<TState>?> LoadAsync<TState>(AggregateKey key, CancellationToken cancellationToken)
        where TState : StoredRecord => script.StepAsync("load", () => inner.LoadAsync<TState>(key, cancellationToken));

    public Task<bool> IsHandledAsync(AggregateKey key, string inboxId, CancellationToken cancellationToken) =>
        script.StepAsync("look into the inbox", () => inner.IsHandledAsync(key, inboxId, cancellationToken));

    public Task<CommitOutcome> CommitAsync<TState>(Commit<TState> commit, CancellationToken cancellationToken)
        where TState : StoredRecord => script.StepAsync("commit", () => inner.CommitAsync(commit, cancellationToken));

    public IReadOnlyList<OutboxEntry> OutboxOf<TState>(Commit<TState> commit)
        where TState : StoredRecord => inner.OutboxOf(commit);

    public IAsyncEnumerable<OutboxEntry> PendingAsync(AggregateKey key, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.PendingAsync(key, cancellationToken), cancellationToken);

    public IAsyncEnumerable<OutboxRow> PendingAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) =>
        ReadAsync(() => inner.PendingAsync(committedBefore, cancellationToken), cancellationToken);

    public Task RemoveAsync(OutboxRow row, CancellationToken cancellationToken) =>
        script.StepAsync("remove from the outbox", () => inner.RemoveAsync(row, cancellationToken));

    public IAsyncEnumerable<Aggregate<TState>> ListAsync<TState>(string prefix, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken)
        where TState : StoredRecord => inner.ListAsync<TState>(prefix, unreadable, cancellationToken);

    public IAsyncEnumerable<InboxRow> HandledAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) =>
        inner.HandledAsync(committedBefore, cancellationToken);

    public Task ForgetAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken) => inner.ForgetAsync(rows, cancellationToken);

    public Task<bool> DeleteAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken)
        where TState : StoredRecord => inner.DeleteAsync(aggregate, cancellationToken);

    private async IAsyncEnumerable<T> ReadAsync<T>(Func<IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var row in await script.StepAsync("read the outbox", () => read().ToListAsync(cancellationToken).AsTask()))
        {
            yield return row;
        }
    }
}
