using System.Globalization;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Records;

namespace RingRift.Azure.Aggregates;

/// <summary>
/// The rows of an aggregate's partition: <c>head</c> with the state, <c>in.ID</c> for each handled event, <c>out.VERSION.INDEX</c> for each
/// event to publish.
/// </summary>
internal static class AggregateRows
{
    public const string Table = PipelineTables.Aggregates;
    public const string Head = "head";
    public const string InboxFirst = "in.";

    /// <summary>Behind every inbox row: '/' follows '.' in the order of rows.</summary>
    public const string InboxEnd = "in/";

    public const string OutboxFirst = "out.";

    /// <summary>Behind every outbox row: '/' follows '.' in the order of rows.</summary>
    public const string OutboxEnd = "out/";

    public const string Committed = "Committed";
    private const string Version = "Version";
    private const string State = "State";
    private const string Event = "Event";

    /// <summary>Row of a handled event.</summary>
    public static string Inbox(string id) => InboxFirst + TableKeys.Of(id);

    /// <summary>Row of an event to publish.</summary>
    public static string Outbox(long version, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{OutboxFirst}{version:D10}.{index:D3}");

    public static TableEntity HeadOf<TState>(Commit<TState> commit)
        where TState : StoredRecord
    {
        var entity = new TableEntity(commit.Key.Value, Head) { [Version] = commit.Version };
        TextColumns.Write(entity, State, StoredJson.Write(commit.State));
        return entity;
    }

    public static TableEntity InboxOf(AggregateKey key, string id, DateTimeOffset now) => new(key.Value, Inbox(id)) { [Committed] = now };

    public static TableEntity OutboxOf(AggregateKey key, long version, int index, EventEnvelope envelope, DateTimeOffset now)
    {
        var entity = new TableEntity(key.Value, Outbox(version, index)) { [Committed] = now };
        TextColumns.Write(entity, Event, StoredJson.Write(envelope));
        return entity;
    }

    /// <exception cref="UnreadableRecordException">The row cannot be read by this version.</exception>
    public static Aggregate<TState> ToAggregate<TState>(TableEntity head)
        where TState : StoredRecord => StoredRows.Read(Table, head, ReadAggregate<TState>);

    /// <summary>The event of an outbox row, or what is left of it: one damaged row must not hide the others.</summary>
    public static OutboxRow ToOutboxRow(TableEntity row)
    {
        var key = new AggregateKey(row.PartitionKey);
        try
        {
            return new OutboxEntry(key, row.RowKey, StoredRows.Read(Table, row, ReadEvent));
        }
        catch (UnreadableRecordException damaged)
        {
            return new UnreadableOutboxRow(key, row.RowKey, TextOf(row), damaged.Unreadable.Reason);
        }
    }

    /// <summary>Token of a head.</summary>
    public static string TokenOf(TableEntity head) => StoredRows.TokenOf(head, IsOfHead);

    /// <summary>Whether a head of this version has the column.</summary>
    public static bool IsOfHead(string column) => column == Version || TextColumns.Holds(State, column);

    public static Aggregate<TState> ReadAggregate<TState>(TableEntity head)
        where TState : StoredRecord => new(
        new AggregateKey(head.PartitionKey),
        StoredJson.Read<TState>(TextColumns.Read(head, State), StoredRows.NameOf(Table, head)),
        head.GetInt64(Version) ?? throw new InvalidDataException($"{Version} is missing"),
        TokenOf(head));

    private static EventEnvelope ReadEvent(TableEntity row) =>
        StoredJson.Read<EventEnvelope>(TextColumns.Read(row, Event), StoredRows.NameOf(Table, row));

    private static string TextOf(TableEntity row) => row.TryGetValue(Event, out var value) && value is string { Length: > 0 } text
        ? text
        : $"columns {string.Join(", ", row.Keys.Order(StringComparer.Ordinal))}";
}
