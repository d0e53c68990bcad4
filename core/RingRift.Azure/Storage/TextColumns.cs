using System.Globalization;
using Azure.Data.Tables;

namespace RingRift.Azure.Storage;

/// <summary>
/// Keeps a long text in several string properties of an entity: one holds 64 KiB of UTF-16 (32,768 characters), an entity 1 MiB in all.
/// </summary>
internal static class TextColumns
{
    private const int ColumnCharacters = 32_000;
    private const int MostColumns = 15;

    /// <exception cref="InvalidOperationException">The text does not fit into an entity.</exception>
    public static void Write(TableEntity entity, string name, string text)
    {
        var columns = Math.Max(1, (text.Length + ColumnCharacters - 1) / ColumnCharacters);
        if (columns > MostColumns)
        {
            throw new InvalidOperationException(
                $"{entity.PartitionKey}/{entity.RowKey}: {name} has {text.Length} characters; a table entity holds {MostColumns * ColumnCharacters}");
        }

        for (var column = 0; column < columns; column++)
        {
            var from = column * ColumnCharacters;
            entity[Column(name, column)] = text.Substring(from, Math.Min(ColumnCharacters, text.Length - from));
        }
    }

    public static string Read(TableEntity entity, string name) => string.Concat(
        Enumerable.Range(0, MostColumns).Select(column => entity.GetString(Column(name, column))).TakeWhile(text => text is not null));

    private static string Column(string name, int column) => string.Create(CultureInfo.InvariantCulture, $"{name}{column}");
}
