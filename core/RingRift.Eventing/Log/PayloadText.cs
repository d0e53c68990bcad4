using System.Text.Json;

namespace RingRift.Eventing.Log;

/// <summary>
/// A payload in one line, whatever its type: names and values, artifacts by kind and the first digits of their hash, lists by their length.
/// </summary>
public static class PayloadText
{
    private const int MostCharacters = 60;
    private const int HashDigits = 8;

    /// <summary>The line; empty for an object without members.</summary>
    public static string Of(JsonElement data) => data.ValueKind == JsonValueKind.Object
        ? string.Join(' ', data.EnumerateObject()
            .Where(member => member.Name is not ("config" or "iteration") && member.Value.ValueKind != JsonValueKind.Null)
            .Select(member => $"{member.Name}={ValueOf(member.Value)}"))
        : ValueOf(data);

    private static string ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => $"[{value.GetArrayLength()}]",
        JsonValueKind.Object when value.TryGetProperty("sha256", out var hash) && value.TryGetProperty("kind", out var kind) =>
            $"{kind.GetString()}:{Short(hash.GetString() ?? string.Empty, HashDigits)}",
        JsonValueKind.Object when value.TryGetProperty("name", out var name) => ValueOf(name),
        JsonValueKind.String => Clipped(value.GetString()!),
        _ => Clipped(value.GetRawText()),
    };

    private static string Clipped(string text) => text.Length <= MostCharacters ? text : Short(text, MostCharacters) + "...";

    private static string Short(string text, int length) => text[..Math.Min(length, text.Length)];
}
