using System.Globalization;
using System.Text.Json;
using Azure.Messaging;
using RingRift.Pipeline.Events;

namespace RingRift.Azure.Events;

/// <summary>
/// Maps envelopes to CloudEvents 1.0 and back. The schema version travels at the end of <c>dataschema</c>
/// (<c>urn:ringrift:events:selfplay_complete:1</c>), correlation and causation as the extension attributes <c>correlationid</c> and <c>causationid</c>,
/// W3C trace context as <c>traceparent</c> and <c>tracestate</c> (the distributed tracing extension), a replay as <c>replayid</c>.
/// </summary>
public static class CloudEventMapper
{
    private const string Correlation = "correlationid";
    private const string Causation = "causationid";
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";
    private const string Replay = "replayid";
    private const string SchemaPrefix = "urn:ringrift:events:";
    private const string Json = "application/json";

    /// <summary>The CloudEvent of an envelope.</summary>
    public static CloudEvent FromEnvelope(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var data = BinaryData.FromString(envelope.Data.GetRawText());
        var cloudEvent = new CloudEvent(envelope.Source, envelope.Type.WireName(), data, Json, CloudEventDataFormat.Json)
        {
            Id = envelope.Id,
            Time = envelope.Time,
            Subject = envelope.Subject,
            DataSchema = SchemaOf(envelope),
            ExtensionAttributes = { [Correlation] = envelope.CorrelationId, [Causation] = envelope.CausationId },
        };
        AddOptional(cloudEvent, TraceParent, envelope.TraceParent);
        AddOptional(cloudEvent, TraceState, envelope.TraceState);
        AddOptional(cloudEvent, Replay, envelope.ReplayId);
        return cloudEvent;
    }

    /// <summary>The envelope of a CloudEvent.</summary>
    /// <exception cref="EventFormatException">An attribute is missing or wrong.</exception>
    public static EventEnvelope ToEnvelope(CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        if (!EventTypeNames.TryParse(cloudEvent.Type, out var type))
        {
            throw new EventFormatException("type", cloudEvent.Type, $"must be {EventTypeNames.Prefix} and the name of a known event");
        }

        return new EventEnvelope
        {
            Id = Required("id", cloudEvent.Id),
            Source = Required("source", cloudEvent.Source),
            // The client gives an event without a time the time it is read at; only an explicit null comes here.
            Time = cloudEvent.Time ?? throw new EventFormatException("time", null, "must be there"),
            Type = type,
            SchemaVersion = VersionOf(cloudEvent, type),
            CorrelationId = Extension(cloudEvent, Correlation),
            CausationId = Extension(cloudEvent, Causation),
            Subject = Required("subject", cloudEvent.Subject),
            Data = DataOf(cloudEvent),
            TraceParent = Optional(cloudEvent, TraceParent),
            TraceState = Optional(cloudEvent, TraceState),
            ReplayId = Optional(cloudEvent, Replay),
        };
    }

    /// <summary>The envelope of a CloudEvent in the JSON format, as queues hold it.</summary>
    /// <exception cref="EventFormatException">The text is no CloudEvent, or one with an attribute missing or wrong.</exception>
    public static EventEnvelope Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        CloudEvent? cloudEvent;
        try
        {
            cloudEvent = CloudEvent.Parse(BinaryData.FromString(json));
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new EventFormatException("body", Shortened(json), "must be a CloudEvents 1.0 JSON object", malformed);
        }

        return ToEnvelope(cloudEvent ?? throw new EventFormatException("body", Shortened(json), "must be a CloudEvents 1.0 JSON object"));
    }

    private static string SchemaOf(EventEnvelope envelope) =>
        string.Create(CultureInfo.InvariantCulture, $"{SchemaName(envelope.Type)}:{envelope.SchemaVersion}");

    private static string SchemaName(DataEventType type) => SchemaPrefix + type.WireName()[EventTypeNames.Prefix.Length..];

    private static int VersionOf(CloudEvent cloudEvent, DataEventType type)
    {
        var schema = cloudEvent.DataSchema ?? string.Empty;
        var name = SchemaName(type) + ":";
        return schema.StartsWith(name, StringComparison.Ordinal)
            && int.TryParse(schema.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version >= 1
            ? version
            : throw new EventFormatException("dataschema", cloudEvent.DataSchema, $"must be {name} and a version from 1");
    }

    private static JsonElement DataOf(CloudEvent cloudEvent)
    {
        var data = cloudEvent.Data ?? throw new EventFormatException("data", null, "must be there");
        try
        {
            using var document = JsonDocument.Parse(data.ToMemory());
            return document.RootElement.Clone();
        }
        catch (JsonException malformed)
        {
            throw new EventFormatException("data", Shortened(data.ToString()), "must be JSON", malformed);
        }
    }

    private static string Required(string attribute, string? value) =>
        string.IsNullOrEmpty(value) ? throw new EventFormatException(attribute, value, "must not be empty") : value;

    private static void AddOptional(CloudEvent cloudEvent, string name, string? value)
    {
        if (value is not null)
        {
            cloudEvent.ExtensionAttributes[name] = value;
        }
    }

    private static string? Optional(CloudEvent cloudEvent, string name) =>
        cloudEvent.ExtensionAttributes.TryGetValue(name, out var value) ? value as string : null;

    private static string Extension(CloudEvent cloudEvent, string name) =>
        Required(name, cloudEvent.ExtensionAttributes.TryGetValue(name, out var value) ? value as string : null);

    private static string Shortened(string text) => text.Length <= 200 ? text : text[..200] + "...";
}
