using RingRift.Eventing.Envelope;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Aggregates;

/// <summary>Keeps aggregates with their inbox and outbox, one transaction for each commit.</summary>
public interface IAggregateStore
{
    /// <summary>Loads an aggregate; null when it does not exist.</summary>
    /// <exception cref="UnreadableRecordException">This version cannot read it.</exception>
    Task<Aggregate<TState>?> LoadAsync<TState>(AggregateKey key, CancellationToken cancellationToken)
        where TState : StoredRecord;

    /// <summary>Whether the aggregate's inbox holds the event.</summary>
    Task<bool> IsHandledAsync(AggregateKey key, string inboxId, CancellationToken cancellationToken);

    /// <summary>Writes state, inbox and outbox together or not at all.</summary>
    /// <exception cref="ArgumentException">The commit breaks <see cref="CommitLimits"/>.</exception>
    Task<CommitOutcome> CommitAsync<TState>(Commit<TState> commit, CancellationToken cancellationToken)
        where TState : StoredRecord;

    /// <summary>
    /// The outbox that a commit makes once it stands, oldest first. It follows from the commit, so whoever made it need not ask for what is
    /// pending: a query, which emulators answer by reading the whole table.
    /// </summary>
    IReadOnlyList<OutboxEntry> OutboxOf<TState>(Commit<TState> commit)
        where TState : StoredRecord;

    /// <summary>
    /// Events of one aggregate that wait to be published, oldest first. Rows that cannot be read are left to the sweep and hold up nobody.
    /// </summary>
    IAsyncEnumerable<OutboxEntry> PendingAsync(AggregateKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Rows of all aggregates committed before <paramref name="committedBefore"/> that still wait: events that a crash left, and rows that
    /// cannot be read. Rows of the future, committed while the clock was ahead, are among them.
    /// </summary>
    IAsyncEnumerable<OutboxRow> PendingAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken);

    /// <summary>Forgets an outbox row after it was published, or put aside; no error when it is gone.</summary>
    Task RemoveAsync(OutboxRow row, CancellationToken cancellationToken);

    /// <summary>All aggregates whose key begins with <paramref name="prefix"/>, in key order.</summary>
    /// <param name="prefix">First letters of the keys.</param>
    /// <param name="unreadable">Takes the ones that this version cannot read, which are passed over; null where one of them ends the
    /// list.</param>
    /// <param name="cancellationToken">Stops between two.</param>
    /// <exception cref="UnreadableRecordException">One cannot be read, and there is nothing to note it in.</exception>
    IAsyncEnumerable<Aggregate<TState>> ListAsync<TState>(
        string prefix, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken)
        where TState : StoredRecord;

    /// <summary>What all aggregates remember of events they handled before <paramref name="committedBefore"/>.</summary>
    IAsyncEnumerable<InboxRow> HandledAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken);

    /// <summary>Forgets that events were handled; no error for those that are forgotten already.</summary>
    Task ForgetAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes an aggregate with its inbox, under the token it was loaded with. A crash within leaves the state, with a part of its inbox;
    /// deleting again ends it.
    /// </summary>
    /// <returns>False when it was changed since, is gone, or has events that wait to be published: it stays as it is.</returns>
    Task<bool> DeleteAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken)
        where TState : StoredRecord;
}

/// <summary>How a commit ended.</summary>
public enum CommitOutcome
{
    /// <summary>Everything is written.</summary>
    Committed,

    /// <summary>Somebody else changed the aggregate; nothing is written. Load and decide again.</summary>
    Conflict,

    /// <summary>The inbox already holds the event; nothing is written.</summary>
    AlreadyHandled,
}

/// <summary>What an aggregate remembers of an event it has handled.</summary>
/// <param name="Key">Aggregate it belongs to.</param>
/// <param name="RowId">Its place in the inbox.</param>
public sealed record InboxRow(AggregateKey Key, string RowId);

/// <summary>A row of an outbox: an <see cref="OutboxEntry"/>, or an <see cref="UnreadableOutboxRow"/>.</summary>
/// <param name="Key">Aggregate it belongs to.</param>
/// <param name="RowId">Its place in the outbox.</param>
public abstract record OutboxRow(AggregateKey Key, string RowId);

/// <summary>An event that is committed and not yet known to be published.</summary>
/// <param name="Key">Aggregate it belongs to.</param>
/// <param name="RowId">Its place in the outbox.</param>
/// <param name="Event">The event.</param>
public sealed record OutboxEntry(AggregateKey Key, string RowId, EventEnvelope Event) : OutboxRow(Key, RowId);

/// <summary>A row that holds no event any more: damaged, or written by a version whose events this one does not know.</summary>
/// <param name="Key">Aggregate it belongs to.</param>
/// <param name="RowId">Its place in the outbox.</param>
/// <param name="Text">What it holds, as far as it can be read; never empty.</param>
/// <param name="Reason">Why it is no event.</param>
public sealed record UnreadableOutboxRow(AggregateKey Key, string RowId, string Text, string Reason) : OutboxRow(Key, RowId);

/// <summary>State of an aggregate as loaded.</summary>
/// <param name="Key">Its name.</param>
/// <param name="State">Its state.</param>
/// <param name="Version">Number of commits so far, from 1.</param>
/// <param name="Token">Concurrency token to commit under (a table's ETag).</param>
public sealed record Aggregate<TState>(AggregateKey Key, TState State, long Version, string Token)
    where TState : StoredRecord;
