using System.Text.Json.Nodes;
using RingRift.Catalogue.Reading;
using RingRift.Catalogue.Writing;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;

namespace RingRift.Fuzzing;

/// <summary>
/// The published schemas, made from the catalogue as <c>eng/catalogue</c> makes them: what other systems know of the payloads.
/// </summary>
public static class EventSchemas
{
    private static readonly JsonObject Root = Load();
    private static readonly JsonObject Definitions = Root["$defs"]!.AsObject();

    /// <summary>The document.</summary>
    public static JsonObject Document => Root;

    /// <summary>The schema of a payload.</summary>
    public static JsonObject Of(DataEventType type) => Definitions[type.CatalogueName()]!.AsObject();

    /// <summary>The schema itself, where it only refers to a definition.</summary>
    public static JsonObject Resolve(JsonObject schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return schema["$ref"] is JsonValue reference ? Definitions[reference.GetValue<string>().Split('/')[^1]]!.AsObject() : schema;
    }

    private static JsonObject Load()
    {
        using var stream = typeof(EventCatalogue).Assembly.GetManifestResourceStream("catalogue.json")!;
        using var reader = new StreamReader(stream);
        return JsonNode.Parse(CatalogueOutput.Schema(CatalogueReader.Parse(reader.ReadToEnd())))!.AsObject();
    }
}
