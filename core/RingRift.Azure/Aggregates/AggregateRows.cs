using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Events;

namespace RingRift.Azure.Aggregates;

/// <summary>The rows of an aggregate's partition: <c>head</c> with the state, <c>in.ID</c> for each handled event, <c>out.VERSION.INDEX</c> for each event to publish.</summary>
internal static class AggregateRows
{
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
    public static string Outbox(long version, int index) => string.Create(CultureInfo.InvariantCulture, $"{OutboxFirst}{version:D10}.{index:D3}");

    public static TableEntity HeadOf<TState>(Commit<TState> commit)
        where TState : class
    {
        var entity = new TableEntity(commit.Key.Value, Head) { [Version] = commit.Version };
        TextColumns.Write(entity, State, JsonSerializer.Serialize(commit.State, EventJson.Options));
        return entity;
    }

    public static TableEntity InboxOf(AggregateKey key, string id, DateTimeOffset now) => new(key.Value, Inbox(id)) { [Committed] = now };

    public static TableEntity OutboxOf(AggregateKey key, long version, int index, EventEnvelope envelope, DateTimeOffset now)
    {
        var entity = new TableEntity(key.Value, Outbox(version, index)) { [Committed] = now };
        TextColumns.Write(entity, Event, JsonSerializer.Serialize(envelope, EventJson.Options));
        return entity;
    }

    public static Aggregate<TState> ToAggregate<TState>(TableEntity head)
        where TState : class => new(
        new AggregateKey(head.PartitionKey),
        Deserialize<TState>(head, State),
        head.GetInt64(Version) ?? throw new InvalidDataException($"{head.PartitionKey}/{head.RowKey}: {Version} is missing"),
        head.ETag.ToString());

    /// <summary>The event of an outbox row, or what is left of it: one damaged row must not hide the others.</summary>
    public static OutboxRow ToOutboxRow(TableEntity row)
    {
        var key = new AggregateKey(row.PartitionKey);
        try
        {
            return new OutboxEntry(key, row.RowKey, Deserialize<EventEnvelope>(row, Event));
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidDataException or InvalidOperationException or InvalidCastException)
        {
            return new UnreadableOutboxRow(key, row.RowKey, TextOf(row), damaged.Message);
        }
    }

    public static ETag ToETag(string token) => new(token);

    private static T Deserialize<T>(TableEntity row, string column) =>
        JsonSerializer.Deserialize<T>(TextColumns.Read(row, column), EventJson.Options)
        ?? throw new InvalidDataException($"{row.PartitionKey}/{row.RowKey}: {column} is null");

    private static string TextOf(TableEntity row) => row.TryGetValue(Event, out var value) && value is string { Length: > 0 } text
        ? text
        : $"columns {string.Join(", ", row.Keys.Order(StringComparer.Ordinal))}";
}
