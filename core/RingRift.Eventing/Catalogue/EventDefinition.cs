using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Catalogue;

/// <summary>What the catalogue says about one event.</summary>
public sealed record EventDefinition
{
    /// <summary>The event.</summary>
    public required DataEventType Type { get; init; }

    /// <summary>Name as ADR-001 writes it, for example <c>SELFPLAY_COMPLETE</c>.</summary>
    public required string Name { get; init; }

    /// <summary>CloudEvents type, for example <c>ringrift.selfplay_complete</c>.</summary>
    public required string WireName { get; init; }

    /// <summary>Heading it stands under in <c>docs/events.md</c>.</summary>
    public required string Category { get; init; }

    /// <summary>What happened, a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What sort of fact it is.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>How far it travels.</summary>
    public required EventTransport Transport { get; init; }

    /// <summary>Who emits it.</summary>
    public required EventOrigin Origin { get; init; }

    /// <summary>Version of the payload's schema, 1 or more.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>
    /// JSON names of the payload's members that say which fact it is, all required; empty for an occurrence, which its id alone tells apart (K6).
    /// </summary>
    public required IReadOnlyList<string> BusinessKey { get; init; }

    /// <summary>Components here that emit it; <c>outside</c> for <see cref="EventOrigin.External"/>.</summary>
    public required IReadOnlyList<string> Emitters { get; init; }

    /// <summary>Durable consumers here: names of handlers, and of queues that workers read.</summary>
    public required IReadOnlyList<string> Consumers { get; init; }

    /// <summary>Record of the payload, an <see cref="IEventPayload"/>; read and written with <see cref="EventJson.Options"/>.</summary>
    public required Type Payload { get; init; }
}
