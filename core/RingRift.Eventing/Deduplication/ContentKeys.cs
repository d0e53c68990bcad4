using System.Collections.Concurrent;
using System.Text.Json;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Deduplication;

/// <summary>
/// Content keys of events: type, schema version and business key, which is the values of the payload fields that say which fact is meant,
/// in a form that is the same for a payload and for its JSON. An event without key fields, or with one of them missing, is an occurrence:
/// its id is its key, so that two distinct events never share one.
/// </summary>
/// <param name="fieldsOf">JSON names of the key fields of a type; none for an occurrence.</param>
public sealed class ContentKeys(Func<DataEventType, IReadOnlyList<string>> fieldsOf)
{
    [ThreadStatic]
    private static CanonicalWriter? _text;

    private readonly ConcurrentDictionary<Type, Func<object, object?>[]> _readers = new();

    /// <summary>The content key of a payload; null for an occurrence, which has no id yet.</summary>
    /// <exception cref="InvalidOperationException">The payload's record has no property of a key field.</exception>
    public ContentKey? Of<TEvent>(TEvent payload)
        where TEvent : class, IEventPayload
    {
        ArgumentNullException.ThrowIfNull(payload);
        var readers = _readers.GetOrAdd(typeof(TEvent), static (type, fields) => ReadersOf(type, fields), fieldsOf(TEvent.Type));
        if (readers.Length == 0)
        {
            return null;
        }

        var text = Begin(TEvent.Type, TEvent.SchemaVersion);
        foreach (var read in readers)
        {
            if (read(payload) is not { } value)
            {
                return null;
            }

            text.Write(value);
        }

        return ContentKey.Of(text);
    }

    /// <summary>The content key of an event as it travels.</summary>
    public ContentKey Of(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (OfContent(envelope) is { } key)
        {
            return key;
        }

        var text = Begin(envelope.Type, envelope.SchemaVersion);
        text.WriteRaw("id ");
        text.WriteRaw(envelope.Id);
        return ContentKey.Of(text);
    }

    /// <summary>The content key of an event as it travels; null for an occurrence.</summary>
    public ContentKey? OfContent(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var text = Begin(envelope.Type, envelope.SchemaVersion);
        return TryWrite(text, fieldsOf(envelope.Type), envelope.Data) ? ContentKey.Of(text) : null;
    }

    private static CanonicalWriter Begin(DataEventType type, int schemaVersion)
    {
        var text = _text ??= new CanonicalWriter();
        text.Clear();
        text.WriteRaw(type.WireName());
        text.WriteRaw(" ");
        text.Write(schemaVersion);
        return text;
    }

    private static bool TryWrite(CanonicalWriter text, IReadOnlyList<string> fields, JsonElement data)
    {
        if (fields.Count == 0 || data.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var field in fields)
        {
            if (!data.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return false;
            }

            text.Write(value);
        }

        return true;
    }

    private static Func<object, object?>[] ReadersOf(Type type, IReadOnlyList<string> fields)
    {
        var properties = EventJson.Options.GetTypeInfo(type).Properties;
        return
        [
            .. fields.Select(field => properties.FirstOrDefault(property => property.Name == field)?.Get
                ?? throw new InvalidOperationException($"{type.Name} has no property '{field}', which is part of its business key")),
        ];
    }
}
