using System.Text.Json;
using System.Text.Json.Serialization;
using RingRift.Azure.Topology;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;

namespace RingRift.Azure.Redelivery;

/// <summary>
/// A message of the queue <see cref="Queue"/>, JSON in Base64. A redrive names its dead letter, which holds the event, so that a message is
/// small and a letter discarded meanwhile is seen; a replay carries the event.
/// </summary>
public sealed record RedeliveryMessage : StoredRecord
{
    /// <summary>Queue of events that one consumer gets once more.</summary>
    public const string Queue = PipelineQueues.Redeliveries;

    /// <summary>Name of the handler.</summary>
    public required string Consumer { get; init; }

    /// <summary>Why people want it.</summary>
    public required string Reason { get; init; }

    /// <summary>Dead letter that is redriven; null for a replay.</summary>
    public string? LetterId { get; init; }

    /// <summary>The CloudEvent as JSON; null for a redrive.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Event { get; init; }

    /// <summary>Replay the delivery belongs to; null for a redrive.</summary>
    public string? ReplayId { get; init; }

    /// <summary>Reads a message.</summary>
    /// <param name="json">The body, decoded.</param>
    /// <param name="message">The message.</param>
    /// <param name="error">Why it is none.</param>
    public static bool TryParse(string json, out RedeliveryMessage? message, out string? error)
    {
        try
        {
            message = JsonSerializer.Deserialize<RedeliveryMessage>(json, EventJson.Options);
            error = message switch
            {
                null => "a redelivery is a JSON object, not null",
                { LetterId: null, Event: null } or { LetterId: not null, Event: not null } =>
                    "a redelivery has either a letterId or an event",
                _ => null,
            };
        }
        catch (JsonException malformed)
        {
            (message, error) = (null, $"this is no redelivery: {malformed.Message}");
        }

        message = error is null ? message : null;
        return message is not null;
    }

    /// <summary>The message as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EventJson.Options);
}
