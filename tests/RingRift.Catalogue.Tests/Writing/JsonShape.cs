using System.Text.Json.Nodes;

namespace RingRift.Catalogue.Tests.Writing;

/// <summary>A JSON Schema as one line that holds what the wire sees and nothing else: members, types, what may be missing.</summary>
internal static class JsonShape
{
    public static string Of(JsonNode? schema, JsonObject? definitions = null)
    {
        switch (schema)
        {
            case JsonValue flag when flag.GetValue<bool>():
                return "any";
            case JsonObject one when one["$ref"] is JsonNode reference:
                return Of(definitions![reference.GetValue<string>().Split('/')[^1]], definitions);
            case JsonObject one when one["anyOf"] is JsonArray branches:
                return string.Join('|', branches.Select(branch => Of(branch, definitions)));
            case JsonObject one when one["enum"] is JsonArray values:
                return Enumeration(values);
            case JsonObject one:
                return Typed(one, definitions);
            default:
                throw new ArgumentException($"{schema?.ToJsonString()} is no schema", nameof(schema));
        }
    }

    /// <summary>The exporter lists null among the values of a nullable enumeration.</summary>
    private static string Enumeration(JsonArray values)
    {
        var names = values.OfType<JsonValue>().Select(value => value.GetValue<string>()).ToList();
        return $"({string.Join(' ', names)}){(names.Count < values.Count ? "|null" : string.Empty)}";
    }

    private static string Typed(JsonObject schema, JsonObject? definitions)
    {
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(type => type!.GetValue<string>()).ToList(),
            JsonNode one => [one.GetValue<string>()],
            null => [],
        };
        return types.Count == 0 ? "any" : string.Join('|', types.OrderBy(type => type == "null").Select(type => type switch
        {
            "object" => Members(schema, definitions),
            "array" => $"[{Of(schema["items"], definitions)}]",
            _ => schema["format"] is JsonNode format && type == "string" ? $"string:{format}" : type,
        }));
    }

    private static string Members(JsonObject schema, JsonObject? definitions)
    {
        var required = schema["required"] is JsonArray names ? names.Select(name => name!.GetValue<string>()).ToHashSet() : [];
        var members = (schema["properties"] as JsonObject ?? []).Select(
            property => $"{property.Key}{(required.Contains(property.Key) ? string.Empty : "?")}: {Of(property.Value, definitions)}");
        var open = schema["additionalProperties"] is JsonValue closed && !closed.GetValue<bool>() ? [] : new[] { "..." };
        return $"{{ {string.Join(", ", members.Concat(open))} }}";
    }
}
