using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using RingRift.Eventing.Records;

namespace RingRift.Azure.Storage;

/// <summary>
/// Reads rows whatever version wrote them. A newer minor version adds columns, which a replacement carries over; a newer major version says
/// so in <see cref="VersionColumn"/>, or in its JSON, and is refused by name.
/// </summary>
internal static class StoredRows
{
    /// <summary>Column with the major version of a row; a row without it has version 1.</summary>
    public const string VersionColumn = "RecordVersion";

    // An ETag ends with a quotation mark, so the mark of a row with columns of a newer version cannot be part of one.
    private const char Mark = '+';

    private static readonly string[] OfEveryRow =
    [
        nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), nameof(TableEntity.Timestamp), "odata.etag"
    ];

    /// <summary>Name of a row in errors.</summary>
    public static string NameOf(string table, TableEntity row) => $"{table} {row.PartitionKey}/{row.RowKey}";

    /// <summary>Reads a row.</summary>
    /// <exception cref="UnreadableRecordException">It cannot be read by this version.</exception>
    public static T Read<T>(string table, TableEntity row, Func<TableEntity, T> read)
    {
        var name = NameOf(table, row);
        try
        {
            if (row.TryGetValue(VersionColumn, out var version))
            {
                var text = Convert.ToString(version, CultureInfo.InvariantCulture) ?? string.Empty;
                StoredJson.Require(int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null, text, name);
            }

            return read(row);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidDataException or InvalidOperationException
            or InvalidCastException or FormatException or ArgumentException)
        {
            throw new UnreadableRecordException(new UnreadableRecord(name, damaged.Message), damaged);
        }
    }

    /// <summary>
    /// Reads rows one by one. One that cannot be read is noted and passed over where there is a list for it; without one the reading ends.
    /// </summary>
    /// <exception cref="UnreadableRecordException">A row cannot be read, and there is no list.</exception>
    public static IAsyncEnumerable<T> ReadAll<T>(
        this IAsyncEnumerable<TableEntity> rows, string table, Func<TableEntity, T> read, ICollection<UnreadableRecord>? unreadable)
        where T : class => rows.Select(row => ReadOrNote(table, row, read, unreadable)).OfType<T>();

    /// <summary>Reads a row; null for one that cannot be read and is noted.</summary>
    /// <exception cref="UnreadableRecordException">It cannot be read, and there is no list.</exception>
    public static T? ReadOrNote<T>(string table, TableEntity row, Func<TableEntity, T> read, ICollection<UnreadableRecord>? unreadable)
        where T : class
    {
        try
        {
            return Read(table, row, read);
        }
        catch (UnreadableRecordException noted) when (unreadable is not null)
        {
            unreadable.Add(noted.Unreadable);
            return null;
        }
    }

    /// <summary>Token of a row: its ETag, and whether it has columns that are not known.</summary>
    public static string TokenOf(TableEntity row, Predicate<string> isKnown) =>
        row.Keys.Any(column => IsFurther(column, isKnown)) ? $"{row.ETag}{Mark}" : row.ETag.ToString();

    /// <summary>The ETag of a token.</summary>
    public static ETag ETagOf(string token) => new(token.TrimEnd(Mark));

    /// <summary>
    /// Takes the columns that are not known over from the row that is replaced; false when that row was changed since its token was read.
    /// </summary>
    public static async Task<bool> CarryAsync(
        TableClient table, TableEntity replacement, string rowKey, string? token, Predicate<string> isKnown,
        CancellationToken cancellationToken)
    {
        if (token?[^1] != Mark)
        {
            return true;
        }

        var found = await table.GetEntityIfExistsAsync<TableEntity>(
            replacement.PartitionKey, rowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (!found.HasValue || found.Value!.ETag != ETagOf(token))
        {
            return false;
        }

        Carry(found.Value, replacement, isKnown);
        return true;
    }

    /// <summary>Takes the columns that are not known over from one row to another.</summary>
    public static void Carry(TableEntity from, TableEntity to, Predicate<string> isKnown)
    {
        foreach (var (column, value) in from.Where(pair => IsFurther(pair.Key, isKnown)))
        {
            to[column] = value;
        }
    }

    private static bool IsFurther(string column, Predicate<string> isKnown) =>
        !isKnown(column) && !OfEveryRow.Contains(column, StringComparer.Ordinal);
}
