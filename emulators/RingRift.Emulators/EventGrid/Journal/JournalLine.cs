using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using RingRift.Emulators.EventGrid.Events;

namespace RingRift.Emulators.EventGrid.Journal;

/// <summary>One line of the journal file. Which members are there depends on the operation.</summary>
internal sealed record JournalLine
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter() },
    };

    public required JournalOperation Operation { get; init; }

    public required long Number { get; init; }

    public string? Topic { get; init; }

    public DateTimeOffset PublishTime { get; init; }

    public IReadOnlyList<string>? Subscriptions { get; init; }

    [JsonConverter(typeof(RawEventConverter))]
    public JsonElement? Event { get; init; }

    public string? Subscription { get; init; }

    public int Attempts { get; init; }

    public DeliveryOutcome? LastOutcome { get; init; }

    public DateTimeOffset Due { get; init; }

    public string? DeadLetterReason { get; init; }

    public static JournalLine Accepted(AcceptedEvent accepted) => new()
    {
        Operation = JournalOperation.Accepted,
        Number = accepted.Number,
        Topic = accepted.Topic,
        PublishTime = accepted.PublishTime,
        Subscriptions = accepted.Subscriptions,
        Event = accepted.Event.Root,
    };

    public static JournalLine Attempted(PendingDelivery delivery, string subscription) => new()
    {
        Operation = JournalOperation.Attempted,
        Number = delivery.Number,
        Subscription = subscription,
        Attempts = delivery.Attempts,
        LastOutcome = delivery.LastOutcome,
        Due = delivery.Due,
        DeadLetterReason = delivery.DeadLetterReason,
    };

    public static JournalLine Done(long number, string subscription) =>
        new() { Operation = JournalOperation.Done, Number = number, Subscription = subscription };

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Format), (byte)'\n'];

    /// <summary>Reads a line; null when it is not whole.</summary>
    public static JournalLine? TryRead(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(line, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The kinds of lines in a journal.</summary>
internal enum JournalOperation
{
    /// <summary>Never written; a line without an operation is damaged.</summary>
    None,

    /// <summary>An event was accepted.</summary>
    Accepted,

    /// <summary>A subscription's attempt failed.</summary>
    Attempted,

    /// <summary>A subscription is done with an event.</summary>
    Done,
}

/// <summary>
/// Writes an event character by character as it was sent. One that has line breaks is written anew: a line of the journal has one.
/// </summary>
internal sealed class RawEventConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            writer.WriteRawValue(raw, skipInputValidation: true);
        }
        else
        {
            value.WriteTo(writer);
        }
    }
}
