using System.Globalization;
using System.Text.Json;
using Azure.Messaging;
using RingRift.Pipeline.Events;

namespace RingRift.Functions.Handling;

/// <summary>Maps CloudEvents to and from <see cref="EventEnvelope"/>; the tracing members are extension attributes.</summary>
public static class CloudEventMapper
{
    private const string SchemaVersion = "schemaversion";
    private const string CorrelationId = "correlationid";
    private const string CausationId = "causationid";

    /// <summary>Reads a CloudEvent as JSON.</summary>
    /// <exception cref="EventFormatException">It is none of this system's events.</exception>
    public static EventEnvelope Parse(string json)
    {
        try
        {
            return ToEnvelope(CloudEvent.Parse(BinaryData.FromString(json)) ?? throw new EventFormatException("the event is null"));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new EventFormatException($"no CloudEvent: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a CloudEvent.</summary>
    /// <exception cref="EventFormatException">It is none of this system's events.</exception>
    public static EventEnvelope ToEnvelope(CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        if (!EventTypeNames.TryParse(cloudEvent.Type, out var type))
        {
            throw new EventFormatException($"type is '{cloudEvent.Type}'; no event of this system has that type");
        }

        return new EventEnvelope
        {
            Id = cloudEvent.Id,
            Source = cloudEvent.Source,
            Time = cloudEvent.Time ?? throw new EventFormatException("time is missing; every event carries it"),
            Type = type,
            SchemaVersion = Version(Extension(cloudEvent, SchemaVersion)),
            CorrelationId = Extension(cloudEvent, CorrelationId),
            CausationId = Extension(cloudEvent, CausationId),
            Subject = cloudEvent.Subject ?? throw new EventFormatException("subject is missing; it is config/iteration"),
            Data = Data(cloudEvent),
        };
    }

    /// <summary>Writes a CloudEvent.</summary>
    public static CloudEvent FromEnvelope(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var data = BinaryData.FromString(envelope.Data.GetRawText());
        return new CloudEvent(envelope.Source, envelope.Type.WireName(), data, "application/json", CloudEventDataFormat.Json)
        {
            Id = envelope.Id,
            Time = envelope.Time,
            Subject = envelope.Subject,
            ExtensionAttributes =
            {
                [SchemaVersion] = envelope.SchemaVersion.ToString(CultureInfo.InvariantCulture),
                [CorrelationId] = envelope.CorrelationId,
                [CausationId] = envelope.CausationId,
            },
        };
    }

    private static string Extension(CloudEvent cloudEvent, string name) =>
        cloudEvent.ExtensionAttributes.TryGetValue(name, out var value) && Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text
            ? text
            : throw new EventFormatException($"{name} is missing; every event carries it");

    private static int Version(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version >= 1
            ? version
            : throw new EventFormatException($"{SchemaVersion} is '{text}'; it is a whole number from 1");

    private static JsonElement Data(CloudEvent cloudEvent)
    {
        if (cloudEvent.Data is null)
        {
            throw new EventFormatException("data is missing; it is a JSON object");
        }

        using var document = JsonDocument.Parse(cloudEvent.Data);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.Clone()
            : throw new EventFormatException($"data is a {document.RootElement.ValueKind}; it is a JSON object");
    }
}
