using System.Text.Json;
using RingRift.Eventing.Json;

namespace RingRift.Emulators.EventGrid.Events;

/// <summary>
/// The rules that make a JSON value a CloudEvent 1.0 (CloudEvents specification 1.0.2, sections 3 and JSON format 2 and 3).
/// </summary>
internal static class CloudEventRules
{
    private static readonly string[] Required = ["id", "source", "type"];
    private static readonly string[] OptionalTexts = ["subject", "datacontenttype", "dataschema", "data_base64"];

    /// <summary>The first rule the value breaks; null when it is an event.</summary>
    public static string? FindBreach(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return $"An event must be an object, not {value.ValueKind}.";
        }
        if (Text(value, "specversion") != "1.0")
        {
            return "The attribute 'specversion' must be \"1.0\".";
        }
        foreach (var name in Required)
        {
            if (string.IsNullOrEmpty(Text(value, name)))
            {
                return $"The attribute '{name}' is required and must be a text that is not empty.";
            }
        }
        return FindOptionalBreach(value);
    }

    private static string? FindOptionalBreach(JsonElement value)
    {
        foreach (var name in OptionalTexts)
        {
            if (value.TryGetProperty(name, out var text) && text.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            {
                return $"The attribute '{name}' must be a text.";
            }
        }
        if (value.TryGetProperty("data", out _) && value.TryGetProperty("data_base64", out _))
        {
            return "An event has either 'data' or 'data_base64', not both.";
        }
        if (value.TryGetProperty("time", out var time) && !IsTime(time))
        {
            return $"The attribute 'time' must be an RFC 3339 time, not {time.GetRawText()}.";
        }
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name != "data_base64" && !member.Name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)))
            {
                return $"The attribute name '{member.Name}' must be lower-case letters and digits.";
            }
        }
        return null;
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static bool IsTime(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null
        || (value.ValueKind == JsonValueKind.String && Rfc3339Time.TryParse(value.GetString()!, out _));
}
