using System.Text.Json;
using System.Text.Json.Serialization;
using RingRift.Catalogue.Model;

namespace RingRift.Catalogue.Reading;

/// <summary>Reads <c>catalogue.json</c>.</summary>
public static class CatalogueReader
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
    };

    private static readonly JsonSerializerOptions WithReferences = new(Plain) { Converters = { new PayloadFieldConverter(Plain) } };

    /// <summary>Reads the text and resolves references to the glossary; a reference to nothing stays without a type, for the rules to refuse.</summary>
    /// <exception cref="JsonException">The text is not JSON of this shape; the message names the path.</exception>
    public static CatalogueDocument Parse(string json)
    {
        var document = JsonSerializer.Deserialize<CatalogueDocument>(json, WithReferences) ?? throw new JsonException("the catalogue is null; it needs an object");
        return document with { Events = [.. document.Events.Select(entry => Resolve(entry, document.Fields))] };
    }

    private static EventEntry Resolve(EventEntry entry, IReadOnlyDictionary<string, FieldEntry> glossary) => entry with
    {
        Payload = [.. entry.Payload.Select(field => field.Type is null && glossary.TryGetValue(field.Name, out var known)
            ? known with { Name = field.Name, Required = entry.Key.Contains(field.Name) }
            : field)],
    };
}
