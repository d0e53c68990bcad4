using System.Text.Json;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Catalogue;

/// <summary>
/// <c>catalogue.json</c>, which lies in this assembly, as this process sees it. It is read once, when somebody first asks for an event.
/// Nothing is checked here: <c>eng/catalogue</c> holds the file to its rules before it is committed.
/// </summary>
internal sealed class CatalogueFile
{
    private CatalogueFile(JsonElement root)
    {
        var glossary = root.GetProperty("fields").EnumerateObject().ToDictionary(field => field.Name, FieldOf, StringComparer.Ordinal);
        Events =
        [
            .. root.GetProperty("events").EnumerateArray().Select((entry, index) => Definition(entry, (DataEventType)index, glossary))
        ];
        var types = Events.ToDictionary(definition => definition.Name, definition => definition.Type, StringComparer.Ordinal);
        Synonyms = root.GetProperty("synonyms").EnumerateArray().ToDictionary(Spelling, synonym => types[Event(synonym)]);
        RefusedSynonyms = root.GetProperty("refusedSynonyms").EnumerateArray()
            .ToDictionary(Spelling, synonym => $"is not {Event(synonym)}: {synonym.GetProperty("reason").GetString()}");
    }

    /// <summary>The file.</summary>
    public static CatalogueFile Instance { get; } = Read();

    /// <summary>All events, in the order of <see cref="DataEventType"/>.</summary>
    public EventDefinition[] Events { get; }

    /// <summary>Events by the spellings of other systems.</summary>
    public IReadOnlyDictionary<string, DataEventType> Synonyms { get; }

    /// <summary>Why a spelling is not taken.</summary>
    public IReadOnlyDictionary<string, string> RefusedSynonyms { get; }

    private static CatalogueFile Read()
    {
        using var stream = typeof(CatalogueFile).Assembly.GetManifestResourceStream("catalogue.json")!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);

        return Parse(text);
    }

    /// <summary>A catalogue of another text.</summary>
    /// <param name="text">UTF-8.</param>
    // An element without a document: its memory is collected, and not kept in a pool for the life of the process.
    public static CatalogueFile Parse(ReadOnlySpan<byte> text) => new(JsonElement.Parse(text));

    private static string Spelling(JsonElement synonym) => synonym.GetProperty("spelling").GetString()!;

    private static string Event(JsonElement synonym) => synonym.GetProperty("event").GetString()!;

    private static ExternalField FieldOf(JsonProperty field) =>
        new(field.Name, Enum.Parse<ExternalFieldType>(field.Value.GetProperty("type").GetString()!, ignoreCase: true), IsRequired: false);

    private static EventConsumer ConsumerOf(JsonElement entry)
    {
        var queue = entry.TryGetProperty("queue", out var text) ? text.GetString() : null;
        var whole = new EventConsumer(entry.TryGetProperty("handler", out var handler) ? handler.GetString()! : queue!, queue);
        return whole with
        {
            MaxDeliveryAttempts = entry.TryGetProperty("maxDeliveryAttempts", out var most) ? most.GetInt32() : whole.MaxDeliveryAttempts,
            TimeToLive = entry.TryGetProperty("timeToLiveMinutes", out var time) ? TimeSpan.FromMinutes(time.GetInt32()) : whole.TimeToLive,
        };
    }

    private static IReadOnlyList<string> Texts(JsonElement entry, string member) =>
        entry.TryGetProperty(member, out var texts) ? [.. texts.EnumerateArray().Select(text => text.GetString()!)] : [];

    private static TEnum OneOf<TEnum>(JsonElement entry, string member, TEnum otherwise)
        where TEnum : struct, Enum =>
        entry.TryGetProperty(member, out var text) ? Enum.Parse<TEnum>(text.GetString()!, ignoreCase: true) : otherwise;

    private static EventDefinition Definition(JsonElement entry, DataEventType type, Dictionary<string, ExternalField> glossary)
    {
        var name = entry.GetProperty("name").GetString()!;
        var (origin, key) = (OneOf(entry, "origin", EventOrigin.External), Texts(entry, "key"));
        return new EventDefinition
        {
            Type = type,
            Name = name,
            WireName = EventTypeNames.Prefix + name.ToLowerInvariant(),
            Category = string.Intern(entry.GetProperty("category").GetString()!),
            Description = entry.GetProperty("description").GetString()!,
            Transport = OneOf(entry, "transport", EventTransport.Cluster),
            Origin = origin,
            SchemaVersion = entry.TryGetProperty("schemaVersion", out var version) ? version.GetInt32() : 1,
            BusinessKey = key,
            Emitters = Texts(entry, "emitters"),
            Consumers = entry.TryGetProperty("consumers", out var consumers) ? [.. consumers.EnumerateArray().Select(ConsumerOf)] : [],
            Payload = EventPayloads.Of(type),
            Fields = origin == EventOrigin.External ? [.. Texts(entry, "payload").Select(Named)] : [],
        };

        ExternalField Named(string field) => key.Contains(field) ? glossary[field] with { IsRequired = true } : glossary[field];
    }
}
