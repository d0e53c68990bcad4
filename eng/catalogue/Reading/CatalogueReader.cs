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

    /// <summary>Reads the text and resolves references to the glossary and to other payloads; a reference to nothing stays without a type, for the rules to refuse.</summary>
    /// <exception cref="JsonException">The text is not JSON of this shape; the message names the path.</exception>
    public static CatalogueDocument Parse(string json)
    {
        var document = JsonSerializer.Deserialize<CatalogueDocument>(json, WithReferences) ?? throw new JsonException("the catalogue is null; it needs an object");
        var own = document.Events.Select(entry => Resolve(entry, document.Fields)).ToList();
        return document with { Events = [.. own.Select(entry => Share(entry, own))] };
    }

    /// <summary>Gives an event the fields of the one it refers to; a reference to nothing leaves it without any, for the rules to refuse.</summary>
    private static EventEntry Share(EventEntry entry, List<EventEntry> all) =>
        entry is { PayloadOf: { } name, Payload.Count: 0 } && all.Find(other => other.Name == name) is { } named ? entry with { Payload = named.Payload } : entry;

    private static EventEntry Resolve(EventEntry entry, IReadOnlyDictionary<string, FieldEntry> glossary) => entry with
    {
        Payload = [.. entry.Payload.Select(field => field.Type is null && glossary.TryGetValue(field.Name, out var known)
            ? known with { Name = field.Name, Required = entry.Key.Contains(field.Name) }
            : field)],
    };
}
