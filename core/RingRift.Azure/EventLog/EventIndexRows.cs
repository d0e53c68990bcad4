using System.Globalization;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Log;

namespace RingRift.Azure.EventLog;

/// <summary>
/// The rows of an index by time: partitions <c>NAME|HOUR|SHARD</c>, rows <c>TICKS|ID</c>. Hours and ticks count down from the end of time,
/// so that the newest come first and a range of hours, empty ones between them, is one range of partitions.
/// </summary>
/// <param name="Name">Name of the index.</param>
internal sealed record EventIndexRows(string Name)
{
    /// <summary>Partitions of an hour. A partition takes some 2,000 rows a second, so a single one would limit the log.</summary>
    public const int Shards = 16;

    private const string Correlation = "Correlation";
    private const string EventId = "EventId";
    private const string Type = "Type";

    private static readonly long MaxTicks = DateTimeOffset.MaxValue.UtcTicks;
    private static readonly long MaxHour = MaxTicks / TimeSpan.TicksPerHour;

    /// <summary>Every published event.</summary>
    public static EventIndexRows ByTime { get; } = new("t");

    /// <summary>Events that a delivery failed of.</summary>
    public static EventIndexRows Failed { get; } = new("f");

    /// <summary>Shard of the rows written together with this event's.</summary>
    public static int ShardOf(string eventId) => eventId.Aggregate(0, (hash, letter) => unchecked((hash * 31) + letter)) & (Shards - 1);

    /// <summary>Row of an event.</summary>
    public TableEntity Of(EventEnvelope envelope, DateTimeOffset published, int shard) => new(
        Partition(HourOf(published), shard),
        string.Create(CultureInfo.InvariantCulture, $"{MaxTicks - published.UtcTicks:D19}|{TableKeys.Of(envelope.Id)}"))
    {
        [Correlation] = envelope.CorrelationId,
        [EventId] = envelope.Id,
        [Type] = envelope.Type.WireName(),
    };

    /// <summary>What a row says.</summary>
    public static EventIndexEntry EntryOf(TableEntity row) => new(
        row.GetString(Correlation),
        row.GetString(EventId),
        row.GetString(Type),
        new DateTimeOffset(
            MaxTicks - long.Parse(row.RowKey.AsSpan(0, 19), NumberStyles.None, CultureInfo.InvariantCulture), TimeSpan.Zero));

    /// <summary>Hour of a time, counted down.</summary>
    public static long HourOf(DateTimeOffset time) => MaxHour - (time.UtcTicks / TimeSpan.TicksPerHour);

    /// <summary>Hour of a row, counted down.</summary>
    public static long HourOf(TableEntity row) =>
        long.Parse(row.PartitionKey.Split('|')[1], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Filter for the rows of some hours, counted down.</summary>
    public string FilterOfHours(long first, long last) => TableClient.CreateQueryFilter(
        $"PartitionKey ge {HourPrefix(first)} and PartitionKey lt {HourPrefix(last + 1)}");

    /// <summary>Filter for all rows older than an hour, counted down.</summary>
    public string FilterBefore(long hour) =>
        TableClient.CreateQueryFilter($"PartitionKey ge {HourPrefix(hour + 1)} and PartitionKey lt {Name + "}"}");

    /// <summary>
    /// Filter for what a query wants of one shard of an hour. Few types are filtered there; a filter holds 15 comparisons.
    /// </summary>
    public string FilterOfShard(long hour, int shard, EventLogQuery query)
    {
        var (first, end) = (Inverted(query.To.UtcTicks - 1), Inverted(query.From.UtcTicks - 1));
        var rows = TableClient.CreateQueryFilter($"PartitionKey eq {Partition(hour, shard)} and RowKey ge {first} and RowKey lt {end}");
        return query.Types.Count is 0 or > 10
            ? rows
            : $"{rows} and ({string.Join(" or ", query.Types.Select(type => TableClient.CreateQueryFilter($"Type eq {type.WireName()}")))})";
    }

    private static string Inverted(long ticks) => (MaxTicks - ticks).ToString("D19", CultureInfo.InvariantCulture);

    private string Partition(long hour, int shard) => string.Create(CultureInfo.InvariantCulture, $"{HourPrefix(hour)}{shard:D2}");

    private string HourPrefix(long hour) => string.Create(CultureInfo.InvariantCulture, $"{Name}|{hour:D8}|");
}

/// <summary>Where an index says an event is. A hint: the log decides whether it is true.</summary>
/// <param name="CorrelationId">Chain of the event.</param>
/// <param name="EventId">The event.</param>
/// <param name="Type">Its type, by its wire name.</param>
/// <param name="Published">When it was published (UTC).</param>
internal sealed record EventIndexEntry(string CorrelationId, string EventId, string Type, DateTimeOffset Published)
{
    /// <summary>Order of a merged index: newest first, then by id.</summary>
    public static int Compare(EventIndexEntry left, EventIndexEntry right)
    {
        var byTime = right.Published.CompareTo(left.Published);
        return byTime != 0 ? byTime : string.CompareOrdinal(TableKeys.Of(left.EventId), TableKeys.Of(right.EventId));
    }
}
