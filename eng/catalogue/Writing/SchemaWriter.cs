using System.Text.Json.Nodes;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Writing;

/// <summary>Writes the JSON Schemas (draft 2020-12) of the envelope, of the named types and of every payload, in one document.</summary>
internal static class SchemaWriter
{
    /// <summary>Where the definitions stand in the document.</summary>
    public const string Prefix = "#/$defs/";

    private const string Nothing = "null";

    public static JsonObject Write(CatalogueDocument document) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["$id"] = "urn:ringrift:events",
        ["title"] = "RingRift events",
        ["description"] = "Generated from catalogue.json by eng/catalogue. Each event's name is the name of its payload's schema.",
        ["$defs"] = Definitions(document),
    };

    /// <summary>The schemas by name. They refer to one another by <see cref="Prefix"/>.</summary>
    public static JsonObject Definitions(CatalogueDocument document)
    {
        var definitions = new JsonObject { ["CloudEvent"] = EnvelopeSchema.Create() };
        foreach (var (name, type) in document.NamedTypes)
        {
            var schema = type.Schema.DeepClone().AsObject();
            schema.Insert(0, "description", type.Description);
            definitions[name] = schema;
        }

        foreach (var entry in document.Events)
        {
            definitions[entry.Name] = PayloadOf(entry);
        }

        return definitions;
    }

    private static JsonObject PayloadOf(EventEntry entry)
    {
        var schema = new JsonObject
        {
            ["description"] = entry.Description,
            ["x-version"] = entry.SchemaVersion,
            ["type"] = "object",
            ["properties"] = new JsonObject(
                entry.Payload.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, PropertyOf(field)))),
        };
        if (entry.Payload.Any(field => field.Required))
        {
            schema["required"] = new JsonArray([.. entry.Payload.Where(field => field.Required).Select(field => (JsonNode)field.Name)]);
        }

        schema["additionalProperties"] = entry.IsExternal;
        return schema;
    }

    private static JsonObject PropertyOf(FieldEntry field)
    {
        var value = ValueOf(FieldType.ElementOf(field.Type!));
        var schema = FieldType.IsList(field.Type!) ? new JsonObject { ["type"] = "array", ["items"] = value } : value;
        var property = field.Required ? schema : OrNothing(schema);
        property.Insert(0, "description", field.Description);
        if (field.Unit is not null)
        {
            property["x-unit"] = field.Unit;
        }

        return property;
    }

    private static JsonObject ValueOf(string type)
    {
        if (!FieldType.Known.TryGetValue(type, out var known))
        {
            return new JsonObject { ["$ref"] = Prefix + type };
        }

        var schema = new JsonObject();
        if (known.JsonTypes.Count > 0)
        {
            schema["type"] = known.JsonTypes.Count == 1
                ? known.JsonTypes[0]
                : new JsonArray([.. known.JsonTypes.Select(one => (JsonNode)one)]);
        }

        Limit(schema, known);
        return schema;
    }

    private static void Limit(JsonObject schema, FieldType type)
    {
        if (type.Format is not null)
        {
            schema["format"] = type.Format;
        }

        if (type.Pattern is not null)
        {
            schema["pattern"] = type.Pattern;
        }

        if (type is { Minimum: { } minimum, Maximum: { } maximum })
        {
            schema["minimum"] = minimum;
            schema["maximum"] = maximum;
        }
    }

    private static JsonObject OrNothing(JsonObject schema)
    {
        switch (schema["type"])
        {
            case JsonValue one:
                schema["type"] = new JsonArray(one.GetValue<string>(), Nothing);
                return schema;
            case JsonArray several:
                several.Add(Nothing);
                return schema;
            default:
                return schema.Count == 0
                    ? schema
                    : new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = Nothing }) };
        }
    }
}
