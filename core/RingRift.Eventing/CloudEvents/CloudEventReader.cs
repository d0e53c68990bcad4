using System.Text.Json;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.CloudEvents;

/// <summary>
/// Reads CloudEvents 1.0 in the JSON format. Whatever the text, it is an event or an <see cref="EventFormatException"/>: the SDK's own
/// reader also throws others, takes the last of two equal attributes, and gives an event without a time the time it is read at.
/// </summary>
public static class CloudEventReader
{
    /// <summary>The event of a text.</summary>
    /// <exception cref="EventFormatException">The text is no CloudEvent, or one with an attribute or a payload that is wrong.</exception>
    public static EventEnvelope Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Attributes(document.RootElement).ToEnvelope();
        }
        catch (Exception malformed) when (malformed is JsonException or ArgumentException)
        {
            // An argument is wrong where the text holds half of a surrogate pair.
            throw new EventFormatException("body", json, $"must be a CloudEvents 1.0 JSON object: {malformed.Message}", malformed);
        }
    }

    /// <summary>
    /// The attributes of an object, each of the right JSON type; nothing else is asked of them. The data is independent of the document.
    /// </summary>
    /// <exception cref="EventFormatException">The value is no CloudEvents 1.0 object.</exception>
    public static CloudEventAttributes Attributes(JsonElement element)
    {
        var members = JsonMembers.Of(element);
        RequireJsonFormat(members);
        return new CloudEventAttributes
        {
            Id = members.Text("id"),
            Source = members.Text("source"),
            Type = members.Text("type"),
            Subject = members.Text("subject"),
            Time = members.Time("time"),
            DataSchema = members.Text("dataschema"),
            DataContentType = members.Text("datacontenttype"),
            CorrelationId = members.Text("correlationid"),
            CausationId = members.Text("causationid"),
            TraceParent = members.Text("traceparent"),
            TraceState = members.Text("tracestate"),
            ReplayId = members.Text("replayid"),
            Data = members.Find("data")?.Clone(),
        };
    }

    private static void RequireJsonFormat(JsonMembers members)
    {
        if (members.Text("specversion") is not "1.0")
        {
            throw new EventFormatException("specversion", members.Text("specversion"), "must be 1.0");
        }

        if (members.Find("data_base64") is { } binary)
        {
            throw new EventFormatException("data_base64", JsonText.Raw(binary), "must not be there: payloads are JSON, in data");
        }
    }
}
