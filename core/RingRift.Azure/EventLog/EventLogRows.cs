using System.Globalization;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Log;
using RingRift.Eventing.Records;

namespace RingRift.Azure.EventLog;

/// <summary>
/// The rows of the log proper, a partition for each correlation: <c>ID|e</c> with an event, <c>ID|h|TICKS|DELIVERY</c> for each of its
/// deliveries. The event's id leads the key, not its time, so that adding an event a second time meets the first.
/// </summary>
internal static class EventLogRows
{
    public const string Published = "Published";
    private const string Table = PipelineTables.EventLog;
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
        return TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition(correlationId)} and RowKey ge {id + "|"} and RowKey lt {id + "}"}");
    }

    public static TableEntity OfEvent(EventEnvelope envelope, DateTimeOffset published)
    {
        var row = new TableEntity(Partition(envelope.CorrelationId), EventRow(envelope.Id)) { [Published] = published.UtcTicks };
        TextColumns.Write(row, Event, StoredJson.Write(envelope));
        return row;
    }

    public static TableEntity OfHandling(HandlingRecord record)
    {
        var key = string.Create(
            CultureInfo.InvariantCulture,
            $"{TableKeys.Of(record.EventId)}{HandlingMark}{record.Time.UtcTicks:D19}|{TableKeys.Of(record.DeliveryId)}");
        var row = new TableEntity(Partition(record.CorrelationId), key);
        TextColumns.Write(row, Record, StoredJson.Write(record));
        return row;
    }

    public static DateTimeOffset PublishedOf(TableEntity row) => new(
        row.GetInt64(Published) ?? throw new InvalidDataException($"{Published} is missing"), TimeSpan.Zero);

    /// <exception cref="UnreadableRecordException">This version cannot read the row.</exception>
    public static EventEnvelope EventOf(TableEntity row) => StoredRows.Read(Table, row, ReadEvent);

    /// <summary>
    /// Puts rows in key order together to events with their deliveries. Deliveries of an event that is not in the log stay out: without the
    /// event they say nothing.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="unreadable">Takes what this version cannot read; null where it ends the reading.</param>
    public static IEnumerable<LoggedEvent> Assemble(IEnumerable<TableEntity> rows, ICollection<UnreadableRecord>? unreadable)
    {
        var groups = rows.GroupBy(row => row.RowKey[..row.RowKey.IndexOf('|', StringComparison.Ordinal)], StringComparer.Ordinal);
        foreach (var group in groups)
        {
            if (group.FirstOrDefault(row => row.RowKey.EndsWith(EventMark, StringComparison.Ordinal)) is { } row
                && StoredRows.ReadOrNote(Table, row, ReadLogged, unreadable) is { } logged)
            {
                var handlings = group.Where(other => other != row).Select(
                    other => StoredRows.ReadOrNote(Table, other, ReadHandling, unreadable));
                yield return logged with { Handlings = [.. handlings.OfType<HandlingRecord>().OrderBy(handling => handling.Time)] };
            }
        }
    }

    private static LoggedEvent ReadLogged(TableEntity row) => new(ReadEvent(row), PublishedOf(row), []);

    private static EventEnvelope ReadEvent(TableEntity row) =>
        StoredJson.Read<EventEnvelope>(TextColumns.Read(row, Event), StoredRows.NameOf(Table, row));

    private static HandlingRecord ReadHandling(TableEntity row) =>
        StoredJson.Read<HandlingRecord>(TextColumns.Read(row, Record), StoredRows.NameOf(Table, row));
}
