using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RingRift.Eventing.Envelope;

namespace RingRift.Eventing.Ingest;

/// <summary>Reads the body of a request: one event or a list of events, each looked at on its own. Pure.</summary>
public static class IngestParser
{
    private static readonly string MostOfEvent = Numbered(IngestLimits.MostEventBytes, "bytes");

    /// <summary>The events of a body.</summary>
    /// <param name="body">JSON in UTF-8.</param>
    /// <exception cref="IngestFormatException">The body as a whole breaks a rule; otherwise each event is accepted or refused alone.</exception>
    public static IReadOnlyList<IngestedEvent> Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > IngestLimits.MostBodyBytes)
        {
            throw TooLarge("bytes", body.Length, IngestLimits.MostBodyBytes);
        }

        using var document = Parse(body);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Object => [Read(document.RootElement, index: 0)],
            JsonValueKind.Array => ReadAll(document.RootElement),
            var other => throw new IngestFormatException(other.ToString(), "must be an event or a list of events"),
        };
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException malformed)
        {
            throw new IngestFormatException(Numbered(body.Length, "bytes"), $"must be JSON: {malformed.Message}", isTooLarge: false, malformed);
        }
    }

    private static IngestedEvent[] ReadAll(JsonElement events)
    {
        var count = events.GetArrayLength();
        return count switch
        {
            0 => throw new IngestFormatException("[]", "must hold at least one event"),
            > IngestLimits.MostEvents => throw TooLarge("events", count, IngestLimits.MostEvents),
            _ => [.. events.EnumerateArray().Select(Read)],
        };
    }

    private static IngestedEvent Read(JsonElement element, int index)
    {
        try
        {
            return JsonMarshal.GetRawUtf8Value(element).Length > IngestLimits.MostEventBytes
                && CloudEventWriter.Measure(element) is > IngestLimits.MostEventBytes and var bytes
                    ? throw new EventFormatException("body", Numbered(bytes, "bytes"), $"must have at most {MostOfEvent} without white space")
                    : new IngestedEvent(index, OutsideEvent.Read(element));
        }
        catch (EventFormatException refusal)
        {
            return new IngestedEvent(index, Refusal: refusal);
        }
    }

    private static IngestFormatException TooLarge(string unit, int value, int most) =>
        new(Numbered(value, unit), $"must have at most {Numbered(most, unit)}", isTooLarge: true);

    private static string Numbered(long number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
}
