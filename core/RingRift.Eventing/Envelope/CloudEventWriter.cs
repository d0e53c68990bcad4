using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Envelope;

/// <summary>
/// Writes an envelope as CloudEvents 1.0 JSON, the one text form events are sent and kept in. Adapters read the same attributes; a test
/// holds both to one another.
/// </summary>
public static class CloudEventWriter
{
    private const string SchemaPrefix = "urn:ringrift:events:";

    private static readonly JsonWriterOptions Options = new() { Encoder = MinimalJsonEncoder.Instance };

    /// <summary>The CloudEvent of an envelope as a JSON object.</summary>
    public static string Write(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, envelope);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>Bytes of what <see cref="Write(EventEnvelope)"/> writes.</summary>
    internal static long Measure(EventEnvelope envelope) => Measure(writer => Write(writer, envelope));

    /// <summary>
    /// Bytes of a value in UTF-8 without white space and with nothing escaped but what JSON demands: the same number however the value was
    /// written, and never more than it was written with.
    /// </summary>
    internal static long Measure(JsonElement value)
    {
        try
        {
            return Measure(value.WriteTo);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which cannot be written; another rule refuses it.
            return JsonMarshal.GetRawUtf8Value(value).Length;
        }
    }

    private static long Measure(Action<Utf8JsonWriter> write)
    {
        using var writer = new Utf8JsonWriter(Stream.Null, Options);
        write(writer);
        writer.Flush();
        return writer.BytesCommitted;
    }

    private static void Write(Utf8JsonWriter writer, EventEnvelope envelope)
    {
        writer.WriteStartObject();
        WriteAttributes(writer, envelope);
        WriteExtensions(writer, envelope);
        writer.WritePropertyName("data");
        envelope.Data.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter writer, EventEnvelope envelope)
    {
        var schema = envelope.Type.WireName()[EventTypeNames.Prefix.Length..];
        writer.WriteString("specversion", "1.0");
        writer.WriteString("id", envelope.Id);
        writer.WriteString("source", envelope.Source);
        writer.WriteString("type", envelope.Type.WireName());
        writer.WriteString("time", envelope.Time);
        writer.WriteString("subject", envelope.Subject);
        writer.WriteString("datacontenttype", "application/json");
        writer.WriteString("dataschema", string.Create(CultureInfo.InvariantCulture, $"{SchemaPrefix}{schema}:{envelope.SchemaVersion}"));
    }

    private static void WriteExtensions(Utf8JsonWriter writer, EventEnvelope envelope)
    {
        writer.WriteString("correlationid", envelope.CorrelationId);
        writer.WriteString("causationid", envelope.CausationId);
        WriteOptional(writer, "traceparent", envelope.TraceParent);
        WriteOptional(writer, "tracestate", envelope.TraceState);
        WriteOptional(writer, "replayid", envelope.ReplayId);
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
