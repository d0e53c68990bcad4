using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Pipeline.EventLog;
using RingRift.Pipeline.Events;

namespace RingRift.Azure.EventLog;

/// <summary>
/// The rows of the log proper, a partition for each correlation: <c>ID|e</c> with an event, <c>ID|h|TICKS|DELIVERY</c> for each of its deliveries. The
/// event's id leads the key, not its time as in EVENTS.md 4.4, so that adding an event a second time meets the first.
/// </summary>
internal static class EventLogRows
{
    public const string Published = "Published";
    private const string Event = "Event";
    private const string Record = "Record";
    private const string EventMark = "|e";
    private const string HandlingMark = "|h|";

    public static string Partition(string correlationId) => "c|" + TableKeys.Of(correlationId);

    public static string EventRow(string eventId) => TableKeys.Of(eventId) + EventMark;

    /// <summary>Filter for an event and its deliveries: '}' follows '|' in the order of rows.</summary>
    public static string FilterOf(string correlationId, string eventId)
    {
        var id = TableKeys.Of(eventId);
        return TableClient.CreateQueryFilter($"PartitionKey eq {Partition(correlationId)} and RowKey ge {id + "|"} and RowKey lt {id + "}"}");
    }

    public static TableEntity OfEvent(EventEnvelope envelope, DateTimeOffset published)
    {
        var row = new TableEntity(Partition(envelope.CorrelationId), EventRow(envelope.Id)) { [Published] = published.UtcTicks };
        TextColumns.Write(row, Event, JsonSerializer.Serialize(envelope, EventJson.Options));
        return row;
    }

    public static TableEntity OfHandling(HandlingRecord record)
    {
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{TableKeys.Of(record.EventId)}{HandlingMark}{record.Time.UtcTicks:D19}|{TableKeys.Of(record.DeliveryId)}");
        var row = new TableEntity(Partition(record.CorrelationId), key);
        TextColumns.Write(row, Record, JsonSerializer.Serialize(record, EventJson.Options));
        return row;
    }

    public static DateTimeOffset PublishedOf(TableEntity row) => new(
        row.GetInt64(Published) ?? throw new InvalidDataException($"{row.PartitionKey}/{row.RowKey}: {Published} is missing"), TimeSpan.Zero);

    public static EventEnvelope EventOf(TableEntity row) => Deserialize<EventEnvelope>(row, Event);

    /// <summary>
    /// Puts rows in key order together to events with their deliveries. Deliveries of an event that is not in the log stay out: without the event
    /// they say nothing.
    /// </summary>
    public static IEnumerable<LoggedEvent> Assemble(IEnumerable<TableEntity> rows)
    {
        var groups = rows.GroupBy(row => row.RowKey[..row.RowKey.IndexOf('|', StringComparison.Ordinal)], StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (group.FirstOrDefault(row => row.RowKey.EndsWith(EventMark, StringComparison.Ordinal)) is { } row)
            {
                var handlings = group.Where(other => other != row).Select(other => Deserialize<HandlingRecord>(other, Record));
                yield return new LoggedEvent(EventOf(row), PublishedOf(row), [.. handlings.OrderBy(handling => handling.Time)]);
            }
        }
    }

    private static T Deserialize<T>(TableEntity row, string column) =>
        JsonSerializer.Deserialize<T>(TextColumns.Read(row, column), EventJson.Options)
        ?? throw new InvalidDataException($"{row.PartitionKey}/{row.RowKey}: {column} is null");
}
