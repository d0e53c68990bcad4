namespace RingRift.Catalogue.Model;

/// <summary>One event of the catalogue, as declared.</summary>
public sealed record EventEntry
{
    /// <summary>Value of <see cref="Origin"/> for events that only nodes outside this system emit.</summary>
    public const string External = "external";

    /// <summary>Value of <see cref="Origin"/> for events that this system emits.</summary>
    public const string Pipeline = "pipeline";

    /// <summary>The one emitter of external events.</summary>
    public const string Outside = "outside";

    /// <summary>Name as ADR-001 writes it, for example <c>SELFPLAY_COMPLETE</c>.</summary>
    public required string Name { get; init; }

    /// <summary>CloudEvents type, for example <c>ringrift.selfplay_complete</c>.</summary>
    public required string WireName { get; init; }

    /// <summary>Heading it stands under.</summary>
    public required string Category { get; init; }

    /// <summary>What happened, a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>What sort of fact it is; follows from the name.</summary>
    public required string Kind { get; init; }

    /// <summary>How far it travels: <c>process</c>, <c>stage</c> or <c>cluster</c>.</summary>
    public required string Transport { get; init; }

    /// <summary><see cref="Pipeline"/> or <see cref="External"/>.</summary>
    public required string Origin { get; init; }

    /// <summary>Version of the payload's schema, 1 or more.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>Fields that say which fact it is; empty for an occurrence, which its id tells apart.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Components here that emit it, or <see cref="Outside"/>.</summary>
    public required IReadOnlyList<string> Emitters { get; init; }

    /// <summary>Durable consumers here: handlers, and queues of workers.</summary>
    public required IReadOnlyList<string> Consumers { get; init; }

    /// <summary>Fields of the payload; left out where <see cref="PayloadOf"/> says them.</summary>
    public IReadOnlyList<FieldEntry> Payload { get; init; } = [];

    /// <summary>Event from here whose fields this one has too, so that one payload can be made of the other; null for a payload of its own.</summary>
    public string? PayloadOf { get; init; }

    /// <summary>Whether only nodes outside this system emit it.</summary>
    public bool IsExternal => Origin == External;
}
