using System.Text.Json.Serialization;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Log;

/// <summary>One delivery of an event to one consumer.</summary>
public sealed record HandlingRecord : StoredRecord
{
    /// <summary>Identity of the delivery, drawn when it ends: a record that is written again is the same delivery.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The event.</summary>
    public required string EventId { get; init; }

    /// <summary>Correlation of the event, the partition it is logged in.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Name of the handler, or of the queue whose worker took the event.</summary>
    public required string Consumer { get; init; }

    /// <summary>When the delivery ended (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How long the consumer worked.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How it ended.</summary>
    public required HandlingOutcome Outcome { get; init; }

    /// <summary>Why, where the outcome needs a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Replay the delivery belonged to; null for an ordinary one.</summary>
    public string? ReplayId { get; init; }

    /// <summary>Whether the consumer needs the event no more.</summary>
    [JsonIgnore]
    public bool IsSettled => Outcome is HandlingOutcome.Done or HandlingOutcome.Duplicate or HandlingOutcome.Stale;

    /// <summary>Whether the delivery failed.</summary>
    [JsonIgnore]
    public bool IsFailure => Outcome is HandlingOutcome.DeadLetter or HandlingOutcome.Faulted;
}
