using System.Diagnostics;
using System.Text.Json;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;

namespace RingRift.Eventing.Envelope;

/// <summary>One event as it travels: CloudEvents 1.0 attributes, the tracing extensions, and the payload as JSON.</summary>
public sealed record EventEnvelope : StoredRecord
{
    /// <summary>Unique id. Deterministic for events from an outbox, so that a republished event is recognised.</summary>
    public required string Id { get; init; }

    /// <summary>Who emitted it, a URI reference such as <c>/ringrift/functions</c>.</summary>
    public required string Source { get; init; }

    /// <summary>When the fact became true (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What happened.</summary>
    public required DataEventType Type { get; init; }

    /// <summary>Version of the payload's schema, 1 or more.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>Names the chain this event belongs to: for events of an iteration one per config and iteration of a run.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Id of the event that led to this one; its own id for the first of a chain.</summary>
    public required string CausationId { get; init; }

    /// <summary>Subject for filters: for events of an iteration <c>config/iteration</c>, for example <c>hex8_2p/0003</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The payload as JSON (<see cref="EventJson"/>): an <see cref="IEventPayload"/> or an <c>ExternalPayload</c>.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>W3C trace context of the publisher (<c>traceparent</c>); null when it had none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>W3C vendor data beside <see cref="TraceParent"/>; null when there is none.</summary>
    public string? TraceState { get; init; }

    /// <summary>Names the replay that sent this event once more to one consumer; null for an ordinary delivery.</summary>
    public string? ReplayId { get; init; }
}

/// <summary>Where an event stands with its consumers.</summary>
public enum TraceState
{
    /// <summary>No consumer has it yet, or one is to get it again.</summary>
    Waiting,

    /// <summary>Every consumer that got it is done with it.</summary>
    Settled,

    /// <summary>The newest delivery to some consumer failed.</summary>
    Failed,
}

/// <summary>
/// W3C trace context between activities and events. It is fixed when an event is made, so that publishing again carries the same one.
/// </summary>
internal static class TraceContext
{
    /// <summary>
    /// What a new event carries: the activity at work, or else what its cause carried, so that a process without tracing passes a trace on
    /// unbroken.
    /// </summary>
    public static (string? TraceParent, string? TraceState) OfNew(EventEnvelope? cause) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } current
            ? (id, string.IsNullOrEmpty(current.TraceStateString) ? null : current.TraceStateString)
            : (cause?.TraceParent, cause?.TraceState);

    /// <summary>What an event carries; null when it has none or one that is no trace context.</summary>
    public static ActivityContext? Of(EventEnvelope envelope) =>
        ActivityContext.TryParse(envelope.TraceParent, envelope.TraceState, isRemote: true, out var context) ? context : null;
}
