using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace RingRift.Azure.Storage;

/// <summary>
/// Keeps a text in an entity. A string property holds 64 KiB of UTF-16, so a text up to that stays readable in one; a longer one is
/// compressed (gzip of UTF-8) into binary properties of 64 KiB. An entity holds 1 MiB in all.
/// </summary>
internal static class TextColumns
{
    private const int ReadableCharacters = 32_000;
    private const int ColumnBytes = 64 * 1024;
    private const int MostColumns = 14;

    /// <exception cref="InvalidOperationException">The text does not fit into an entity.</exception>
    public static void Write(TableEntity entity, string name, string text)
    {
        if (text.Length <= ReadableCharacters)
        {
            entity[name] = text;
            return;
        }

        var columns = Compress(text).Chunk(ColumnBytes).ToList();
        if (columns.Count > MostColumns)
        {
            throw new InvalidOperationException(
                $"{entity.PartitionKey}/{entity.RowKey}: {name} has {text.Length} characters, compressed {columns.Sum(column => column.Length)} bytes; an entity holds {MostColumns * ColumnBytes}");
        }

        for (var column = 0; column < columns.Count; column++)
        {
            entity[Column(name, column)] = columns[column];
        }
    }

    public static string Read(TableEntity entity, string name)
    {
        if (entity.GetString(name) is { } text)
        {
            return text;
        }

        var columns = Enumerable.Range(0, MostColumns).Select(column => entity.GetBinary(Column(name, column)))
            .TakeWhile(bytes => bytes is not null);
        using var compressed = new MemoryStream([.. columns.SelectMany(bytes => bytes)]);
        using var reader = new StreamReader(new GZipStream(compressed, CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Whether a column belongs to a text.</summary>
    public static bool Holds(string name, string column) =>
        column == name
            || (column.StartsWith(name, StringComparison.Ordinal)
                && column.Length == name.Length + 2
                && column[name.Length..].All(char.IsAsciiDigit));

    private static byte[] Compress(string text)
    {
        using var compressed = new MemoryStream();
        using (var writer = new StreamWriter(new GZipStream(compressed, CompressionLevel.Fastest)))
        {
            writer.Write(text);
        }

        return compressed.ToArray();
    }

    private static string Column(string name, int column) => string.Create(CultureInfo.InvariantCulture, $"{name}{column:D2}");
}
