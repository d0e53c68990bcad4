using System.Globalization;
using System.Text.Json;
using Azure.Messaging;
using RingRift.Eventing.CloudEvents;
using RingRift.Eventing.Envelope;

namespace RingRift.Azure.Events;

/// <summary>
/// Reads envelopes from CloudEvents 1.0, which <see cref="CloudEventWriter"/> writes. The schema version travels at the end of
/// <c>dataschema</c>
/// (<c>urn:ringrift:events:selfplay_complete:1</c>), correlation and causation as the extension attributes <c>correlationid</c> and
/// <c>causationid</c>, W3C trace context as <c>traceparent</c> and <c>tracestate</c> (the distributed tracing extension), a replay as
/// <c>replayid</c>.
/// </summary>
public static class CloudEventMapper
{
    private const string Correlation = "correlationid";
    private const string Causation = "causationid";
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";
    private const string Replay = "replayid";

    /// <summary>The envelope of a CloudEvent.</summary>
    /// <exception cref="EventFormatException">An attribute is missing or wrong, or the payload breaks its contract.</exception>
    public static EventEnvelope ToEnvelope(CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        return new CloudEventAttributes
        {
            Id = cloudEvent.Id,
            Source = cloudEvent.Source,
            Type = cloudEvent.Type,
            Subject = cloudEvent.Subject,
            // The client gives an event without a time the time it is read at.
            Time = cloudEvent.Time,
            DataSchema = cloudEvent.DataSchema,
            DataContentType = cloudEvent.DataContentType,
            CorrelationId = Extension(cloudEvent, Correlation),
            CausationId = Extension(cloudEvent, Causation),
            TraceParent = Extension(cloudEvent, TraceParent),
            TraceState = Extension(cloudEvent, TraceState),
            ReplayId = Extension(cloudEvent, Replay),
            Data = DataOf(cloudEvent),
        }.ToEnvelope();
    }

    /// <summary>The envelope of a CloudEvent in the JSON format, as queues hold it.</summary>
    /// <exception cref="EventFormatException">The text is no CloudEvent, or one with an attribute or a payload that is wrong.</exception>
    public static EventEnvelope Parse(string json) => CloudEventReader.Read(json);

    private static JsonElement? DataOf(CloudEvent cloudEvent)
    {
        if (cloudEvent.Data is not { } data)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(data.ToMemory());
            return document.RootElement.Clone();
        }
        catch (JsonException malformed)
        {
            throw new EventFormatException("data", data.ToString(), "must be JSON", malformed);
        }
    }

    private static string? Extension(CloudEvent cloudEvent, string name) =>
        (cloudEvent.ExtensionAttributes.TryGetValue(name, out var value) ? value : null) switch
        {
            null => null,
            string text => text,
            var other => throw new EventFormatException(name, Convert.ToString(other, CultureInfo.InvariantCulture), "must be a text"),
        };
}
