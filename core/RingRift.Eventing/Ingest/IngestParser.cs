using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;

namespace RingRift.Eventing.Ingest;

/// <summary>Reads the body of a request: one event or a list of events, each looked at on its own. Pure.</summary>
public static class IngestParser
{
    private static readonly string MostOfEvent = Numbered(IngestLimits.MostEventBytes, "bytes");

    /// <summary>The events of a body.</summary>
    /// <param name="body">JSON in UTF-8.</param>
    /// <exception cref="IngestFormatException">The body as a whole breaks a rule; otherwise each event is accepted or refused
    /// alone.</exception>
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
            throw new IngestFormatException(
                Numbered(body.Length, "bytes"), $"must be JSON: {malformed.Message}", isTooLarge: false, malformed);
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
                    ? throw new EventFormatException(
                        "body", Numbered(bytes, "bytes"), $"must have at most {MostOfEvent} without white space")
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

/// <summary>A request holds no events that could be looked at one by one.</summary>
/// <param name="value">What it holds.</param>
/// <param name="rule">What it must hold.</param>
/// <param name="isTooLarge">Whether it is refused for its size.</param>
/// <param name="inner">The cause, if an exception was one.</param>
public sealed class IngestFormatException(string value, string rule, bool isTooLarge = false, Exception? inner = null)
    : FormatException($"body '{value}': {rule}", inner)
{
    /// <summary>Whether the request is refused for its size.</summary>
    public bool IsTooLarge { get; } = isTooLarge;
}

/// <summary>One event of a request, read and checked.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Event">The event; null for one that is refused.</param>
/// <param name="Refusal">Why it is refused; null for one that is not.</param>
public sealed record IngestedEvent(int Index, EventEnvelope? Event = null, EventFormatException? Refusal = null);

/// <summary>What is taken in one request; the limits of Event Grid, so that nothing is accepted here that the transport refuses.</summary>
public static class IngestLimits
{
    /// <summary>
    /// Most bytes of one event as it was sent, white space and needless escapes not counted. What is filled in here makes it larger by what
    /// the sender cannot see, so this leaves room for all of it: up to <see cref="EventSize.MostBytes"/>, which a storage queue holds.
    /// </summary>
    public const int MostEventBytes = 40 * 1024;

    /// <summary>Most bytes of a request.</summary>
    public const int MostBodyBytes = 1024 * 1024;

    /// <summary>Most events of a request.</summary>
    public const int MostEvents = 5000;
}
