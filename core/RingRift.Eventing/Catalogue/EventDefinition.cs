using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Eventing.Recovery;

namespace RingRift.Eventing.Catalogue;

/// <summary>What the catalogue says about one event.</summary>
public sealed record EventDefinition
{
    /// <summary>The event.</summary>
    public required DataEventType Type { get; init; }

    /// <summary>Name as ADR-001 writes it, for example <c>SELFPLAY_COMPLETE</c>.</summary>
    public required string Name { get; init; }

    /// <summary>CloudEvents type, for example <c>ringrift.selfplay_complete</c>; it follows from the name.</summary>
    public required string WireName { get; init; }

    /// <summary>Heading it stands under in <c>docs/events.md</c>.</summary>
    public required string Category { get; init; }

    /// <summary>What happened, a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>How far it travels.</summary>
    public required EventTransport Transport { get; init; }

    /// <summary>Who emits it.</summary>
    public required EventOrigin Origin { get; init; }

    /// <summary>Version of the payload's schema, 1 or more.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>
    /// JSON names of the payload's members that say which fact it is, all required; empty for an occurrence, which its id alone tells apart
    /// (K6).
    /// </summary>
    public required IReadOnlyList<string> BusinessKey { get; init; }

    /// <summary>Components here that emit it; empty for <see cref="EventOrigin.External"/>.</summary>
    public required IReadOnlyList<string> Emitters { get; init; }

    /// <summary>
    /// Durable consumers here, each with the way to it. Subscriptions, queues, expected events and documents follow from it (ADR 0019).
    /// </summary>
    public required IReadOnlyList<EventConsumer> Consumers { get; init; }

    /// <summary>
    /// Record of the payload, an <see cref="IEventPayload"/>; read and written with <see cref="EventJson.Options"/>. Null for
    /// <see cref="EventOrigin.External"/>: such a payload is an <c>ExternalPayload</c>.
    /// </summary>
    public required Type? Payload { get; init; }

    /// <summary>
    /// Members of an external payload that the catalogue knows; others are kept as they are. Empty where <see cref="Payload"/> says them.
    /// </summary>
    public required IReadOnlyList<ExternalField> Fields { get; init; }
}

/// <summary>A durable consumer of an event, and the way to it. It has one subscription, which is tried again without the others.</summary>
/// <param name="Name">
/// Its name in inboxes, dead letters, traces and replays: that of its handler, or of its queue where a GPU worker takes the event.
/// </param>
/// <param name="Queue">Storage queue that it is behind; null for a function that is called by webhook.</param>
public sealed record EventConsumer(string Name, string? Queue = null)
{
    /// <summary>Whether GPU workers take the event from the queue themselves; no handler of the function host does.</summary>
    public bool IsWorker => Name == Queue;

    /// <summary>Deliveries tried before the event becomes a dead letter. Default: that of <see cref="DeliveryRetry.Event"/>.</summary>
    public int MaxDeliveryAttempts { get; init; } = DeliveryRetry.Event.MaxAttempts;

    /// <summary>How long delivery is tried. Default: that of <see cref="DeliveryRetry.Event"/>.</summary>
    public TimeSpan TimeToLive { get; init; } = DeliveryRetry.Event.TimeToLive;
}

/// <summary>Who emits an event.</summary>
public enum EventOrigin
{
    /// <summary>This system; the payload is strict.</summary>
    Pipeline,

    /// <summary>Only RingRift's Python nodes: accepted from outside, validated, logged and routed; unknown members are kept.</summary>
    External,
}

/// <summary>
/// How far an event travels from the process that publishes it (ADR 0008); <c>DataEventBus</c> shows every event to subscribers in that
/// process.
/// </summary>
public enum EventTransport
{
    /// <summary>Nowhere.</summary>
    Process,

    /// <summary>As <see cref="Cluster"/>; the stage transition that commits with it is shown by <c>StageEventBus</c>.</summary>
    Stage,

    /// <summary>To durable consumers anywhere, by <c>DurableTransport</c> (Event Grid and queues).</summary>
    Cluster,
}

/// <summary>A member of an external payload.</summary>
/// <param name="Name">Name in JSON.</param>
/// <param name="Type">What it holds.</param>
/// <param name="IsRequired">Whether every payload has it; one that is not required may be null.</param>
public sealed record ExternalField(string Name, ExternalFieldType Type, bool IsRequired);

/// <summary>What a member of an external payload holds, under the names that the catalogue has for it.</summary>
public enum ExternalFieldType
{
    /// <summary>Any JSON: the nodes contradict each other.</summary>
    Any,

    /// <summary>What Python nodes write for a time, which is any JSON here: seconds since 1970 or an ISO 8601 text.</summary>
    Instant,

    /// <summary>A text.</summary>
    String,

    /// <summary>An integer of 32 bits.</summary>
    Integer,

    /// <summary>A number that a double holds.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,
}
