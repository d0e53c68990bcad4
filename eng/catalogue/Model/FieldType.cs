namespace RingRift.Catalogue.Model;

/// <summary>A type a field may have.</summary>
/// <param name="Name">Name in the catalogue.</param>
/// <param name="ClrType">C# type.</param>
/// <param name="JsonTypes">Types of the JSON value; empty for any.</param>
/// <param name="Format">Format of the JSON string; null where it has none.</param>
public sealed record FieldType(string Name, string ClrType, IReadOnlyList<string> JsonTypes, string? Format = null)
{
    /// <summary>What follows the type of the elements of a list.</summary>
    public const string ListSuffix = "[]";

    /// <summary>
    /// The types every catalogue has. <c>instant</c> is what Python nodes write for a time: seconds since 1970 or an ISO 8601 text.
    /// </summary>
    public static IReadOnlyDictionary<string, FieldType> Known { get; } = new FieldType[]
    {
        new("string", "string", ["string"]),
        new("integer", "int", ["integer"]),
        new("long", "long", ["integer"]),
        new("number", "double", ["number"]),
        new("boolean", "bool", ["boolean"]),
        new("dateTime", "DateTimeOffset", ["string"], "date-time"),
        new("instant", "JsonElement", []),
        new("any", "JsonElement", []),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of one value: of the elements for a list, of the field itself otherwise.</summary>
    public static string ElementOf(string type) => IsList(type) ? type[..^ListSuffix.Length] : type;

    /// <summary>Whether the type is a list.</summary>
    public static bool IsList(string type) => type.EndsWith(ListSuffix, StringComparison.Ordinal);
}
