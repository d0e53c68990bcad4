using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace RingRift.Eventing.Json;

/// <summary>Texts in JSON that can be written again.</summary>
internal static class JsonText
{
    /// <summary>Most levels that a payload is nested.</summary>
    public const int DeepestData = 32;

    public const string WholeRule = "must be whole Unicode characters: valid UTF-8, no half of a surrogate pair";

    public static ContractViolation TooDeep { get; } = new(
        "$", Value: null, $"must not be nested deeper than {DeepestData} levels in its payload");

    /// <summary>
    /// Whether a string is valid UTF-8 without lone surrogates. JSON parsers look at neither before the text is asked for.
    /// </summary>
    public static bool IsWhole(JsonElement text) => TryRead(() => text.GetString(), out _);

    /// <summary>A value as it stands in the JSON, for people; what is no UTF-8 shows as replacement characters.</summary>
    public static string Raw(JsonElement value) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));

    /// <summary>The name of a member; a violation when it is no whole text or was there before.</summary>
    public static ContractViolation? NameOf(JsonProperty property, HashSet<string> seen, out string name)
    {
        if (!TryRead(() => property.Name, out name))
        {
            return new ContractViolation("$", Value: null, $"has a member whose name {WholeRule}");
        }

        return seen.Add(name) ? null : new ContractViolation("$." + name, Value: null, "must be there once");
    }

    private static bool TryRead(Func<string?> read, out string text)
    {
        try
        {
            text = read() ?? string.Empty;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = string.Empty;
            return false;
        }
    }
}
