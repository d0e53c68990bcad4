using System.Globalization;
using System.Runtime.CompilerServices;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Records;

namespace RingRift.InMemory;

/// <summary>
/// Aggregates in memory. States are kept as JSON, so that nothing is shared by reference and everything must survive being stored.
/// </summary>
public sealed class InMemoryAggregateStore(TimeProvider time, FaultInjector faults) : IAggregateStore
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, Partition> _partitions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<Aggregate<TState>?> LoadAsync<TState>(AggregateKey key, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_partitions.TryGetValue(key.Value, out var partition) ? partition.Read<TState>(key) : null);
        }
    }

    /// <inheritdoc/>
    public Task<bool> IsHandledAsync(AggregateKey key, string inboxId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_partitions.TryGetValue(key.Value, out var partition) && partition.Inbox.ContainsKey(inboxId));
        }
    }

    /// <inheritdoc/>
    public Task<CommitOutcome> CommitAsync<TState>(Commit<TState> commit, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        CommitLimits.Require(commit);
        cancellationToken.ThrowIfCancellationRequested();
        faults.Pass(FaultPoint.BeforeCommit);
        if (faults.Hits(FaultPoint.CommitConflict))
        {
            return Task.FromResult(CommitOutcome.Conflict);
        }

        CommitOutcome outcome;
        lock (_lock)
        {
            outcome = Write(commit);
        }

        faults.Pass(FaultPoint.AfterCommit);
        return Task.FromResult(outcome);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OutboxEntry> OutboxOf<TState>(Commit<TState> commit)
        where TState : StoredRecord
    {
        ArgumentNullException.ThrowIfNull(commit);
        return [.. commit.Outbox.Select((envelope, index) => new OutboxEntry(commit.Key, RowOf(commit.Version, index), envelope))];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxEntry> PendingAsync(AggregateKey key, CancellationToken cancellationToken) =>
        Stream(
            () => _partitions.TryGetValue(key.Value, out var partition)
                ? partition.Pending(key, DateTimeOffset.MaxValue, time.GetUtcNow()).OfType<OutboxEntry>()
                : [],
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> PendingAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) =>
        Stream(
            () => _partitions.SelectMany(pair => pair.Value.Pending(new AggregateKey(pair.Key), committedBefore, time.GetUtcNow())),
            cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        cancellationToken.ThrowIfCancellationRequested();
        faults.Pass(FaultPoint.BeforeRemove);
        lock (_lock)
        {
            if (_partitions.TryGetValue(row.Key.Value, out var partition))
            {
                partition.Outbox.Remove(row.RowId);
            }
        }

        faults.Pass(FaultPoint.AfterRemove);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Aggregate<TState>> ListAsync<TState>(
        string prefix, ICollection<UnreadableRecord>? unreadable, CancellationToken cancellationToken)
        where TState : StoredRecord =>
        Stream(
            () => _partitions
                .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
                .Select(pair => ReadOrNote<TState>(new AggregateKey(pair.Key), pair.Value, unreadable))
                .OfType<Aggregate<TState>>(),
            cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<InboxRow> HandledAsync(DateTimeOffset committedBefore, CancellationToken cancellationToken) =>
        Stream(
            () => _partitions.SelectMany(pair => pair.Value.Inbox
                .Where(row => row.Value < committedBefore)
                .Select(row => new InboxRow(new AggregateKey(pair.Key), row.Key))),
            cancellationToken);

    /// <inheritdoc/>
    public Task ForgetAsync(IReadOnlyList<InboxRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        cancellationToken.ThrowIfCancellationRequested();
        faults.Pass(FaultPoint.BeforeRetention);
        lock (_lock)
        {
            foreach (var row in rows)
            {
                _partitions.GetValueOrDefault(row.Key.Value)?.Inbox.Remove(row.RowId);
            }
        }

        faults.Pass(FaultPoint.AfterRetention);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync<TState>(Aggregate<TState> aggregate, CancellationToken cancellationToken)
        where TState : StoredRecord
    {
        ArgumentNullException.ThrowIfNull(aggregate);
        cancellationToken.ThrowIfCancellationRequested();
        faults.Pass(FaultPoint.BeforeRetention);
        bool deleted;
        lock (_lock)
        {
            deleted = _partitions.GetValueOrDefault(aggregate.Key.Value) is { Outbox.Count: 0 } partition && partition.Token
                == aggregate.Token
                && _partitions.Remove(aggregate.Key.Value);
        }

        faults.Pass(FaultPoint.AfterRetention);
        return Task.FromResult(deleted);
    }

    /// <summary>Damages a waiting row, for tests of what becomes of it.</summary>
    public void Corrupt(OutboxRow row, string text)
    {
        ArgumentNullException.ThrowIfNull(row);
        lock (_lock)
        {
            var outbox = _partitions[row.Key.Value].Outbox;
            outbox[row.RowId] = outbox[row.RowId] with { Event = text };
        }
    }

    /// <summary>Puts a state in as another version may have written it, for tests of what becomes of it.</summary>
    public void Plant(AggregateKey key, string state)
    {
        lock (_lock)
        {
            if (!_partitions.TryGetValue(key.Value, out var partition))
            {
                _partitions.Add(key.Value, partition = new Partition());
            }

            partition.Plant(state);
        }
    }

    /// <summary>The state as it is stored; null when there is none.</summary>
    public string? TextOf(AggregateKey key)
    {
        lock (_lock)
        {
            return _partitions.GetValueOrDefault(key.Value)?.State;
        }
    }

    private static Aggregate<TState>? ReadOrNote<TState>(AggregateKey key, Partition partition, ICollection<UnreadableRecord>? unreadable)
        where TState : StoredRecord
    {
        try
        {
            return partition.Read<TState>(key);
        }
        catch (UnreadableRecordException noted) when (unreadable is not null)
        {
            unreadable.Add(noted.Unreadable);
            return null;
        }
    }

    private static string RowOf(long version, int index) => string.Create(CultureInfo.InvariantCulture, $"{version:D10}.{index:D3}");

    private CommitOutcome Write<TState>(Commit<TState> commit)
        where TState : StoredRecord
    {
        var partition = _partitions.GetValueOrDefault(commit.Key.Value);
        if (commit.InboxId is { } inboxId && partition?.Inbox.ContainsKey(inboxId) == true)
        {
            return CommitOutcome.AlreadyHandled;
        }

        if (partition?.Token != commit.Token)
        {
            return CommitOutcome.Conflict;
        }

        if (partition is null)
        {
            _partitions.Add(commit.Key.Value, partition = new Partition());
        }

        partition.Write(commit, time.GetUtcNow());
        return CommitOutcome.Committed;
    }

    private async IAsyncEnumerable<T> Stream<T>(Func<IEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        T[] rows;
        lock (_lock)
        {
            rows = [.. read()];
        }

        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }

        await Task.CompletedTask;
    }

    private sealed class Partition
    {
        private long _version;

        public string State { get; private set; } = string.Empty;

        public string? Token { get; private set; }

        public Dictionary<string, DateTimeOffset> Inbox { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, (DateTimeOffset Committed, string Event)> Outbox { get; } = new(StringComparer.Ordinal);

        public Aggregate<TState> Read<TState>(AggregateKey key)
            where TState : StoredRecord =>
            new(key, StoredJson.Read<TState>(State, key.Value), _version, Token!);

        public void Plant(string state)
        {
            State = state;
            Token = string.Create(CultureInfo.InvariantCulture, $"v{++_version}");
        }

        public void Write<TState>(Commit<TState> commit, DateTimeOffset now)
            where TState : StoredRecord
        {
            State = StoredJson.Write(commit.State);
            _version = commit.Version;
            Token = string.Create(CultureInfo.InvariantCulture, $"v{commit.Version}");
            if (commit.InboxId is { } inboxId)
            {
                Inbox.Add(inboxId, now);
            }

            for (var i = 0; i < commit.Outbox.Count; i++)
            {
                Outbox.Add(RowOf(commit.Version, i), (now, StoredJson.Write(commit.Outbox[i])));
            }
        }

        public IEnumerable<OutboxRow> Pending(AggregateKey key, DateTimeOffset committedBefore, DateTimeOffset now) =>
            Outbox
                .Where(row => row.Value.Committed < committedBefore || row.Value.Committed.IsAhead(now))
                .Select(row => Read(key, row.Key, row.Value.Event));

        private static OutboxRow Read(AggregateKey key, string row, string text)
        {
            try
            {
                return new OutboxEntry(key, row, StoredJson.Read<EventEnvelope>(text, $"{key}/{row}"));
            }
            catch (UnreadableRecordException damaged)
            {
                return new UnreadableOutboxRow(key, row, text, damaged.Unreadable.Reason);
            }
        }
    }
}
