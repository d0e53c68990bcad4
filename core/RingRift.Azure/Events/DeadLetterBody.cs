using System.Text.Json;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;

namespace RingRift.Azure.Events;

/// <summary>Makes a dead letter of whatever text was to be an event.</summary>
public static class DeadLetterBody
{
    /// <summary>
    /// The dead letter of a text. One that is no event of ours keeps the text, what can be read of it, and why it is none.
    /// </summary>
    /// <param name="body">The text.</param>
    /// <param name="origin">Who gave it up.</param>
    /// <param name="consumer">For whom.</param>
    /// <param name="reason">Why; null where being no event is the reason.</param>
    /// <param name="time">When (UTC).</param>
    /// <param name="occurrence">Names the failure; null names it by its time.</param>
    public static DeadLetter ToLetter(
        string body, DeadLetterOrigin origin, string consumer, string? reason, DateTimeOffset time, string? occurrence = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        try
        {
            var letter = DeadLetter.Of(CloudEventMapper.Parse(body), origin, consumer, reason ?? "given up", time, occurrence);
            return letter with { Body = body };
        }
        catch (EventFormatException malformed)
        {
            return Malformed(body, malformed.Message) with
            {
                Origin = origin,
                Consumer = consumer,
                Reason = reason ?? malformed.Message,
                FirstTime = time,
                LastTime = time,
                Occurrence = occurrence ?? $"{consumer} {time.UtcTicks}",
            };
        }
    }

    private static DeadLetter Malformed(string body, string error)
    {
        var letter = new DeadLetter
        {
            Origin = default,
            Consumer = string.Empty,
            Reason = string.Empty,
            Error = error,
            FirstTime = default,
            LastTime = default,
            Occurrence = string.Empty,
            Body = body,
        };
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? WithAttributes(letter, document.RootElement) : letter;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Text that is no JSON, or JSON whose strings are no text (half a surrogate pair).
            return letter;
        }
    }

    private static DeadLetter WithAttributes(DeadLetter letter, JsonElement root) => letter with
    {
        EventId = Text(root, "id"),
        EventType = Text(root, "type") is { } type ? DeadLetterQuery.TypeNameOf(type) : null,
        Config = DeadLetter.ConfigOf(Text(root, "subject")),
        CorrelationId = Text(root, "correlationid"),
        ReplayId = Text(root, "replayid"),
    };

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
