using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;
using RingRift.InMemory;
using RingRift.Pipeline.Jobs;

namespace RingRift.Chaos.Faults;

/// <summary>The real store with faults before and after its effects.</summary>
internal sealed class FaultyAggregateStore(IAggregateStore inner, FaultSource faults) : IAggregateStore
{
    public Task<Aggregate<TState>?> LoadAsync<TState>(AggregateKey key, CancellationToken cancellationToken)
        where TState : StoredRecord => inner.LoadAsync<TState>(key, cancellationToken);

    public Task<bool> IsHandledAsync(AggregateKey key, string inboxId, CancellationToken cancellationToken) =>
        inner.IsHandledAsync(key, inboxId, cancellationToken);

    public async Task<CommitOutcome> CommitAsync<TState>(Commit<TState> commit, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        faults.Pass(FaultPoint.BeforeCommit);
        var outcome = await inner.CommitAsync(commit, cancellationToken);
        faults.Pass(FaultPoint.AfterCommit);
        return outcome;
    }

    public IReadOnlyList<OutboxEntry> OutboxOf<TState>(Commit<TState> commit)
        where TState : StoredRecord => inner.OutboxOf(commit);

    public IAsyncEnumerable<OutboxEntry> PendingAsync(AggregateKey key, CancellationToken cancellationToken) => inner.PendingAsync(key, cancellationToken);

    public IAsyncEnumerable<OutboxRow> PendingAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) =>
        inner.PendingAsync(committedBefore, cancellationToken);

    public async Task RemoveAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        faults.Pass(FaultPoint.BeforeRemove);
        await inner.RemoveAsync(row, cancellationToken);
        faults.Pass(FaultPoint.AfterRemove);
    }

    public IAsyncEnumerable<Aggregate<TState>> ListAsync<TState>(string prefix, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken)
        where TState : StoredRecord => inner.ListAsync<TState>(prefix, unreadable, cancellationToken);

    public IAsyncEnumerable<InboxRow> HandledAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) =>
        inner.HandledAsync(committedBefore, cancellationToken);

    public Task ForgetAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken) => inner.ForgetAsync(rows, cancellationToken);

    public Task<bool> DeleteAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken)
        where TState : StoredRecord => inner.DeleteAsync(aggregate, cancellationToken);
}

/// <summary>A real handler, some of whose invocations fail.</summary>
internal sealed class FaultyHandler(IEventHandler inner, FaultSource faults) : IEventHandler
{
    public string Name => inner.Name;

    public DataEventType Accepts => inner.Accepts;

    public async Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var armed = faults.ArmInvocation();
        var result = await inner.HandleAsync(envelope, cancellationToken);
        faults.PassEnd(armed);
        return result;
    }
}

/// <summary>The real queue; with every message taken it is drawn whether the job's processing fails, and where.</summary>
internal sealed class FaultyJobQueue(IJobQueue inner, FaultSource faults) : IJobQueue
{
    public async Task<IJobMessage?> ReceiveAsync(string queue, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var message = await inner.ReceiveAsync(queue, visibility, cancellationToken);
        if (message is not null)
        {
            faults.ArmLoop();
        }

        return message;
    }
}

/// <summary>The real publisher, event log included, with faults before and after.</summary>
internal sealed class FaultyPublisher(IEventPublisher inner, FaultSource faults) : IEventPublisher
{
    public async Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        faults.Pass(FaultPoint.BeforePublish);
        await inner.PublishAsync(events, cancellationToken);
        faults.Pass(FaultPoint.AfterPublish);
    }
}

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
