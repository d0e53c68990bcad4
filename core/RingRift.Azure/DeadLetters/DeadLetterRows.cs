using System.Globalization;
using Azure.Data.Tables;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Records;

namespace RingRift.Azure.DeadLetters;

/// <summary>
/// The rows of a consumer's partition, in this order: <c>counts</c> with the numbers by status, <c>letter.HASH</c> that points at a letter,
/// and <c>time.KEY</c> with the letter itself, newest first. All in one partition, so one transaction keeps them together.
/// </summary>
internal static class DeadLetterRows
{
    public const string Table = PipelineTables.DeadLetters;
    public const string Counts = "counts";
    public const string TimeFirst = "time.";
    public const string Consumer = nameof(DeadLetter.Consumer);
    private const string LetterFirst = "letter.";
    private const string At = "At";

    private static readonly HashSet<string> LetterColumns = [.. typeof(DeadLetter).GetProperties().Select(property => property.Name)];

    public static string TimeRow(string key) => TimeFirst + key;

    public static string TimeRow(DeadLetter letter) => TimeRow(DeadLetterOrder.KeyOf(letter));

    public static string PointerRow(string hash) => LetterFirst + hash;

    public static TableEntity PointerOf(string partition, string hash, string timeRow) =>
        new(partition, PointerRow(hash)) { [At] = timeRow };

    public static string TimeRowOf(TableEntity pointer) => pointer.GetString(At);

    public static TableEntity RowOf(string partition, DeadLetter letter)
    {
        var row = new TableEntity(partition, TimeRow(letter))
        {
            [nameof(DeadLetter.Origin)] = letter.Origin.ToString(),
            [Consumer] = letter.Consumer,
            [nameof(DeadLetter.Reason)] = letter.Reason,
            [nameof(DeadLetter.Error)] = letter.Error,
            [nameof(DeadLetter.EventId)] = letter.EventId,
            [nameof(DeadLetter.EventType)] = letter.EventType,
            [nameof(DeadLetter.Config)] = letter.Config,
            [nameof(DeadLetter.CorrelationId)] = letter.CorrelationId,
            [nameof(DeadLetter.ReplayId)] = letter.ReplayId,
            [nameof(DeadLetter.Attempts)] = letter.Attempts,
            [nameof(DeadLetter.FirstTime)] = letter.FirstTime,
            [nameof(DeadLetter.LastTime)] = letter.LastTime,
            [nameof(DeadLetter.Occurrence)] = letter.Occurrence,
            [nameof(DeadLetter.Status)] = letter.Status.ToString(),
            [nameof(DeadLetter.StatusNote)] = letter.StatusNote,
            [nameof(DeadLetter.StatusTime)] = letter.StatusTime,
        };
        TextColumns.Write(row, nameof(DeadLetter.Body), letter.Body);
        return row;
    }

    /// <exception cref="UnreadableRecordException">This version cannot read the row.</exception>
    public static StoredDeadLetter ToStored(TableEntity row) => StoredRows.Read(Table, row, ReadStored);

    public static StoredDeadLetter ReadStored(TableEntity row) => new(ToLetter(row), StoredRows.TokenOf(row, IsOfLetter));

    /// <summary>Whether a letter of this version has the column.</summary>
    public static bool IsOfLetter(string column) => LetterColumns.Contains(column) || TextColumns.Holds(nameof(DeadLetter.Body), column);

    private static DeadLetter ToLetter(TableEntity row) => new()
    {
        Origin = ReadEnum<DeadLetterOrigin>(row, nameof(DeadLetter.Origin)),
        Consumer = row.GetString(Consumer),
        Reason = row.GetString(nameof(DeadLetter.Reason)),
        Error = row.GetString(nameof(DeadLetter.Error)),
        EventId = row.GetString(nameof(DeadLetter.EventId)),
        EventType = row.GetString(nameof(DeadLetter.EventType)),
        Config = row.GetString(nameof(DeadLetter.Config)),
        CorrelationId = row.GetString(nameof(DeadLetter.CorrelationId)),
        ReplayId = row.GetString(nameof(DeadLetter.ReplayId)),
        Attempts = row.GetInt32(nameof(DeadLetter.Attempts)) ?? 1,
        FirstTime = row.GetDateTimeOffset(nameof(DeadLetter.FirstTime)) ?? default,
        LastTime = row.GetDateTimeOffset(nameof(DeadLetter.LastTime)) ?? default,
        Occurrence = row.GetString(nameof(DeadLetter.Occurrence)),
        Status = ReadEnum<DeadLetterStatus>(row, nameof(DeadLetter.Status)),
        StatusNote = row.GetString(nameof(DeadLetter.StatusNote)),
        StatusTime = row.GetDateTimeOffset(nameof(DeadLetter.StatusTime)),
        Body = TextColumns.Read(row, nameof(DeadLetter.Body)),
    };

    /// <summary>The counts after one letter more and one letter less; null stands for none.</summary>
    public static TableEntity CountsAfter(
        TableEntity? counts, string partition, string consumer, DeadLetterStatus? added, DeadLetterStatus? removed)
    {
        var row = new TableEntity(partition, Counts) { [Consumer] = consumer };
        foreach (var status in Enum.GetValues<DeadLetterStatus>())
        {
            row[status.ToString()] = CountOf(counts, status) + (added == status ? 1 : 0) - (removed == status ? 1 : 0);
        }

        if (counts is not null)
        {
            // A newer version may count more.
            StoredRows.Carry(counts, row, row.ContainsKey);
        }

        return row;
    }

    public static IEnumerable<DeadLetterCount> ToCounts(TableEntity counts) => Enum.GetValues<DeadLetterStatus>()
        .Select(status => new DeadLetterCount(counts.GetString(Consumer), status, CountOf(counts, status)))
        .Where(count => count.Letters != 0);

    /// <summary>What the service can filter by; the texts are looked through afterwards.</summary>
    public static string Filter(string partition, DeadLetterQuery query, string? after)
    {
        var first = query.To is { } to ? TimeRow(DeadLetterOrder.Reversed(Before(to))) : TimeFirst;
        first = after is not null && string.CompareOrdinal(TimeRow(after), first) > 0 ? TimeRow(after) : first;
        var end = query.From is { } from ? TimeRow(DeadLetterOrder.Reversed(Before(from))) : TimeRow("~");
        List<string> conditions = [TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {first} and RowKey lt {end}")];
        AddEqual(conditions, nameof(DeadLetter.Status), query.Status?.ToString());
        AddEqual(conditions, Consumer, query.Consumer);
        AddEqual(conditions, nameof(DeadLetter.EventType), query.EventType);
        AddEqual(conditions, nameof(DeadLetter.Config), query.Config);
        AddEqual(conditions, nameof(DeadLetter.CorrelationId), query.CorrelationId);
        return string.Join(" and ", conditions);
    }

    private static void AddEqual(List<string> conditions, string column, string? value)
    {
        if (value is not null)
        {
            conditions.Add(
                string.Create(CultureInfo.InvariantCulture, $"{column} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'"));
        }
    }

    private static TEnum ReadEnum<TEnum>(TableEntity row, string column)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(row.GetString(column), out var value) && Enum.IsDefined(value)
            ? value
            : throw new InvalidDataException(
                $"{column} is '{row.GetString(column)}'; this version knows {string.Join(", ", Enum.GetNames<TEnum>())}");

    private static DateTimeOffset Before(DateTimeOffset time) => time > DateTimeOffset.MinValue ? time.AddTicks(-1) : time;

    private static long CountOf(TableEntity? counts, DeadLetterStatus status) => counts?.GetInt64(status.ToString()) ?? 0;
}
