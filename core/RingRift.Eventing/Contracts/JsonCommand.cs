using System.Text.Json;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>Reads JSON that somebody else wrote as a record: what is wrong is named with its place, its value and the rule.</summary>
public static class JsonCommand
{
    /// <summary>
    /// The record of a text. Members it does not have, members that are there twice and nulls where it has none are refused, in lists too.
    /// </summary>
    /// <param name="json">JSON in UTF-8.</param>
    /// <exception cref="ArgumentException">The text is no such JSON; the message says where and why.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json)
        where T : class
    {
        using var document = Parse(json);
        return JsonShape.Of(typeof(T), isOpen: false).Check(document.RootElement, EventContract.DeepestData) is { } violation
            ? throw new ArgumentException($"body {violation}")
            : document.Deserialize<T>(EventJson.Options)!;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException malformed)
        {
            throw new ArgumentException($"body of {json.Length} bytes: must be JSON: {malformed.Message}", malformed);
        }
    }
}
