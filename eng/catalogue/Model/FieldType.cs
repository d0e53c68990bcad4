namespace RingRift.Catalogue.Model;

/// <summary>A type a field may have.</summary>
/// <param name="Name">Name in the catalogue.</param>
/// <param name="ClrType">C# type.</param>
/// <param name="JsonTypes">Types of the JSON value; empty for any.</param>
/// <param name="Format">Format of the JSON string; null where it has none.</param>
public sealed record FieldType(string Name, string ClrType, IReadOnlyList<string> JsonTypes, string? Format = null)
{
    private const string Integer = "integer";
    private const string Text = "string";

    /// <summary>What follows the type of the elements of a list.</summary>
    public const string ListSuffix = "[]";

    /// <summary>
    /// The types every catalogue has. <c>instant</c> is what Python nodes write for a time: seconds since 1970 or an ISO 8601 text.
    /// <c>ordinal</c> counts from 1; <c>config</c> names one of the twelve configs; <c>jobId</c> becomes a table key, which takes neither
    /// '/', '\', '#', '?' nor control characters.
    /// </summary>
    public static IReadOnlyDictionary<string, FieldType> Known { get; } = new FieldType[]
    {
        new("string", "string", [Text]),
        new("config", "string", [Text])
        {
            Pattern = "^(hex8|hexagonal|square8|square19)_[2-4]p$",
            Rule = "hex8, hexagonal, square8 or square19, '_', 2 to 4 and 'p'",
        },
        new("jobId", "string", [Text]) { Pattern = "^[A-Za-z0-9._-]{1,200}$", Rule = "1 to 200 letters, digits, '.', '_' and '-'" },
        new("integer", "int", [Integer]) { Minimum = int.MinValue, Maximum = int.MaxValue },
        new("ordinal", "int", [Integer]) { Minimum = 1, Maximum = int.MaxValue, Rule = "an integer from 1" },
        new("long", "long", [Integer]) { Minimum = long.MinValue, Maximum = long.MaxValue },
        new("number", "double", ["number"]),
        new("boolean", "bool", ["boolean"]),
        new("dateTime", "DateTimeOffset", [Text], "date-time"),
        new("instant", "JsonElement", []),
        new("any", "JsonElement", []),
    }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>
    /// Names of the types that fields of external payloads may have: those that Python nodes write and that the reader of such payloads
    /// knows.
    /// </summary>
    public static IReadOnlySet<string> OfExternalFields { get; } =
        new HashSet<string>(["string", "integer", "number", "boolean", "instant", "any"], StringComparer.Ordinal);

    /// <summary>Regular expression (ECMA 262) that the whole text matches; null where any text will do.</summary>
    public string? Pattern { get; init; }

    /// <summary>Least value of an integer; null for other types.</summary>
    public long? Minimum { get; init; }

    /// <summary>Largest value of an integer; null for other types.</summary>
    public long? Maximum { get; init; }

    /// <summary>What values keep to beyond their JSON type, for people; null for nothing.</summary>
    public string? Rule { get; init; }

    /// <summary>The type of one value: of the elements for a list, of the field itself otherwise.</summary>
    public static string ElementOf(string type) => IsList(type) ? type[..^ListSuffix.Length] : type;

    /// <summary>Whether the type is a list.</summary>
    public static bool IsList(string type) => type.EndsWith(ListSuffix, StringComparison.Ordinal);
}
