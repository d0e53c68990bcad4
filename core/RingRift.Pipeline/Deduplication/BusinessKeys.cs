using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using RingRift.Pipeline.Events;

namespace RingRift.Pipeline.Deduplication;

/// <summary>
/// Business keys of events: the values of the payload fields that say which one is meant, in a form that is the same for a payload and for its JSON. An
/// event without key fields, or with one of them missing, has none: it is an occurrence and its id is its key, so two distinct events never share one.
/// </summary>
/// <param name="fieldsOf">JSON names of the key fields of a type; none for an occurrence.</param>
public sealed class BusinessKeys(Func<DataEventType, IReadOnlyList<string>> fieldsOf)
{
    private readonly ConcurrentDictionary<Type, Func<object, object?>[]> _readers = new();

    /// <summary>The business key of a payload; null when it has none.</summary>
    /// <exception cref="InvalidOperationException">The payload's record has no property of a key field.</exception>
    public string? Of<TEvent>(TEvent payload)
        where TEvent : class, IPipelineEvent
    {
        ArgumentNullException.ThrowIfNull(payload);
        var readers = _readers.GetOrAdd(typeof(TEvent), static (type, fields) => ReadersOf(type, fields), fieldsOf(TEvent.Type));
        var key = new StringBuilder();
        foreach (var read in readers)
        {
            if (read(payload) is not { } value)
            {
                return null;
            }

            CanonicalText.Append(key, value);
        }

        return readers.Length == 0 ? null : key.ToString();
    }

    /// <summary>The business key of an event as it travels; null when it has none.</summary>
    public string? Of(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var fields = fieldsOf(envelope.Type);
        if (fields.Count == 0 || envelope.Data.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var key = new StringBuilder();
        foreach (var field in fields)
        {
            if (!envelope.Data.TryGetProperty(field, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            CanonicalText.Append(key, value);
        }

        return key.ToString();
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
