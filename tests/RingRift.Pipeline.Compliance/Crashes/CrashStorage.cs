using System.Runtime.CompilerServices;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;
using RingRift.InMemory;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Redelivery;

namespace RingRift.Pipeline.Compliance.Crashes;

/// <summary>What outlives a process: the adapters under test, and a transport that keeps what it takes.</summary>
/// <param name="Aggregates">States, inboxes and outboxes.</param>
/// <param name="Log">The event log.</param>
/// <param name="DeadLetters">Dead letters.</param>
public sealed record CrashStorage(IAggregateStore Aggregates, IEventLog Log, IDeadLetterStore DeadLetters)
{
    /// <summary>The transport.</summary>
    public InMemoryEventBus Transport { get; } = new(new FaultInjector());
}

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

/// <summary>A store of dead letters whose process may die around every call.</summary>
public sealed class CrashingDeadLetterStore(IDeadLetterStore inner, CrashScript script) : IDeadLetterStore
{
    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken) =>
        script.StepAsync("keep the dead letter", () => inner.AddAsync(letter, cancellationToken));

    public Task<StoredDeadLetter?> GetAsync(string id, CancellationToken cancellationToken) =>
        script.StepAsync("read the dead letter", () => inner.GetAsync(id, cancellationToken));

    public Task<DeadLetterPage> ListAsync(DeadLetterQuery query, int size, string? continuation, CancellationToken cancellationToken) =>
        inner.ListAsync(query, size, continuation, cancellationToken);

    public Task<bool> TryChangeStatusAsync(
        StoredDeadLetter letter, DeadLetterStatus status, string note, DateTimeOffset time, CancellationToken cancellationToken) =>
        script.StepAsync("note the status", () => inner.TryChangeStatusAsync(letter, status, note, time, cancellationToken));

    public Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);
}

/// <summary>An event log whose process may die around every write.</summary>
public sealed class CrashingEventLog(IEventLog inner, CrashScript script) : IEventLog
{
    public Task AppendPublishedAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken) =>
        script.StepAsync("log the publishing", () => inner.AppendPublishedAsync(events, cancellationToken));

    public Task AppendHandledAsync(IReadOnlyList<HandlingRecord> records, CancellationToken cancellationToken) =>
        script.StepAsync("log the delivery", () => inner.AppendHandledAsync(records, cancellationToken));

    public IAsyncEnumerable<LoggedEvent> OfCorrelationAsync(string correlationId, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken) =>
        inner.OfCorrelationAsync(correlationId, unreadable, cancellationToken);

    public IAsyncEnumerable<LoggedEvent> QueryAsync(EventLogQuery query, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken) => inner.QueryAsync(query, unreadable, cancellationToken);

    public Task<int> DeleteBeforeAsync(DateTimeOffset hour, CancellationToken cancellationToken) => inner.DeleteBeforeAsync(hour, cancellationToken);
}

/// <summary>A job queue whose worker may die around everything it does with a message.</summary>
public sealed class CrashingJobQueue(IJobQueue inner, CrashScript script) : IJobQueue
{
    public async Task<IJobMessage?> ReceiveAsync(string queue, TimeSpan visibility, CancellationToken cancellationToken) =>
        await script.StepAsync("take the message", () => inner.ReceiveAsync(queue, visibility, cancellationToken)) is { } message
            ? new Message(message, script)
            : null;

    private sealed class Message(IJobMessage inner, CrashScript script) : IJobMessage
    {
        public EventEnvelope? Event => inner.Event;

        public string Body => inner.Body;

        public string? FormatError => inner.FormatError;

        public long DequeueCount => inner.DequeueCount;

        public Task<bool> RenewAsync(TimeSpan visibility, CancellationToken cancellationToken) =>
            script.StepAsync("hide the message longer", () => inner.RenewAsync(visibility, cancellationToken));

        public Task<bool> CompleteAsync(CancellationToken cancellationToken) =>
            script.StepAsync("delete the message", () => inner.CompleteAsync(cancellationToken));

        public Task ReleaseAsync(TimeSpan delay, CancellationToken cancellationToken) =>
            script.StepAsync("put the message back", () => inner.ReleaseAsync(delay, cancellationToken));
    }
}

/// <summary>A redelivery queue whose sender may die before and after it took a request.</summary>
public sealed class CrashingRedeliveryQueue(IRedeliveryQueue inner, CrashScript script) : IRedeliveryQueue
{
    public Task SendAsync(RedeliveryRequest request, CancellationToken cancellationToken) =>
        script.StepAsync("send again", () => inner.SendAsync(request, cancellationToken));
}

/// <summary>A transport whose publisher may die before and after it took events.</summary>
public sealed class CrashingTransport(IEventPublisher inner, CrashScript script) : IEventPublisher
{
    public Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken) =>
        script.StepAsync("publish", () => inner.PublishAsync(events, cancellationToken));
}
