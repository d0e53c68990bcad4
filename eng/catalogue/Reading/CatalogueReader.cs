using System.Text.Json;
using System.Text.Json.Serialization;
using RingRift.Catalogue.Model;
using RingRift.Catalogue.Rules;
using RingRift.Catalogue.Writing;

namespace RingRift.Catalogue.Reading;

/// <summary>Reads <c>catalogue.json</c>.</summary>
public static class CatalogueReader
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
    };

    private static readonly JsonSerializerOptions WithReferences = new(Plain) { Converters = { new PayloadFieldConverter(Plain) } };

    /// <summary>The catalogue of a repository, which keeps to the rules.</summary>
    /// <param name="root">Folder of the repository.</param>
    /// <exception cref="InvalidDataException">The file is no catalogue, or breaks rules; the message has a line for each.</exception>
    public static CatalogueDocument Load(string root)
    {
        var document = ParseFile(Path.Combine(root, CatalogueOutput.Source));
        var errors = CatalogueRules.Check(document);
        return errors.Count == 0 ? document : throw new InvalidDataException(string.Join('\n', errors));
    }

    /// <summary>
    /// Reads the text and resolves references to the glossary and to other payloads; a reference to nothing stays without a type, for the
    /// rules to refuse.
    /// </summary>
    /// <exception cref="JsonException">The text is not JSON of this shape; the message names the path.</exception>
    public static CatalogueDocument Parse(string json)
    {
        var document = JsonSerializer.Deserialize<CatalogueDocument>(json, WithReferences)
            ?? throw new JsonException("the catalogue is null; it needs an object");
        var own = document.Events.Select(entry => Resolve(entry, document.Fields)).ToList();
        return document with { Events = [.. own.Select(entry => Share(entry, own))] };
    }

    private static CatalogueDocument ParseFile(string file)
    {
        try
        {
            return Parse(File.ReadAllText(file));
        }
        catch (JsonException malformed)
        {
            throw new InvalidDataException($"{file}: {malformed.Message}", malformed);
        }
    }

    /// <summary>
    /// Gives an event the fields of the one it refers to; a reference to nothing leaves it without any, for the rules to refuse.
    /// </summary>
    private static EventEntry Share(EventEntry entry, List<EventEntry> all) =>
        entry is { PayloadOf: { } name, Payload.Count: 0 } && all.Find(other => other.Name == name) is { } named
            ? entry with { Payload = named.Payload }
            : entry;

    private static EventEntry Resolve(EventEntry entry, IReadOnlyDictionary<string, FieldEntry> glossary) => entry with
    {
        Payload = [.. entry.Payload.Select(field => field.Type is null && glossary.TryGetValue(field.Name, out var known)
            ? known with { Name = field.Name, Required = entry.Key.Contains(field.Name) }
            : field)],
    };

    /// <summary>Reads a field of a payload: an object that declares it, or a text that names an entry of the glossary.</summary>
    private sealed class PayloadFieldConverter(JsonSerializerOptions options) : JsonConverter<FieldEntry>
    {
        public override FieldEntry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions _) =>
            reader.TokenType == JsonTokenType.String
                ? new FieldEntry { Name = reader.GetString()! }
                : JsonSerializer.Deserialize<FieldEntry>(ref reader, options)!;

        public override void Write(Utf8JsonWriter writer, FieldEntry value, JsonSerializerOptions _) =>
            JsonSerializer.Serialize(writer, value, options);
    }
}
