namespace RingRift.Catalogue.Model;

/// <summary>
/// One event of the catalogue, as declared. An entry leaves out what most have: an entry with name, category, description and payload alone
/// is an occurrence that nodes outside tell. Wire name and kind follow from the name.
/// </summary>
public sealed record EventEntry
{
    /// <summary>Value of <see cref="Origin"/> for events that only nodes outside this system emit.</summary>
    public const string External = "external";

    /// <summary>Value of <see cref="Origin"/> for events that this system emits.</summary>
    public const string Pipeline = "pipeline";

    /// <summary>The one emitter of external events, who is never written down.</summary>
    public const string Outside = "outside";

    /// <summary>Name as ADR-001 writes it, for example <c>SELFPLAY_COMPLETE</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Heading it stands under.</summary>
    public required string Category { get; init; }

    /// <summary>What happened, a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>How far it travels: <c>process</c>, <c>stage</c> or <c>cluster</c>.</summary>
    public string Transport { get; init; } = "cluster";

    /// <summary><see cref="Pipeline"/> or <see cref="External"/>.</summary>
    public string Origin { get; init; } = External;

    /// <summary>Version of the payload's schema, 1 or more.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Fields that say which fact it is; empty for an occurrence, which its id tells apart.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>Components here that emit it; empty for external events.</summary>
    public IReadOnlyList<string> Emitters { get; init; } = [];

    /// <summary>Durable consumers here, each with the way to it.</summary>
    public IReadOnlyList<ConsumerEntry> Consumers { get; init; } = [];

    /// <summary>Fields of the payload; left out where <see cref="PayloadOf"/> says them.</summary>
    public IReadOnlyList<FieldEntry> Payload { get; init; } = [];

    /// <summary>
    /// Event from here whose fields this one has too, so that one payload can be made of the other; null for a payload of its own.
    /// </summary>
    public string? PayloadOf { get; init; }

    /// <summary>Whether only nodes outside this system emit it.</summary>
    public bool IsExternal => Origin == External;
}

/// <summary>
/// A durable consumer of an event. A handler alone is a function that is called by webhook; a handler with a queue is a function that reads
/// the queue; a queue alone is read by GPU workers. Name, queue and retry go into every other place from here.
/// </summary>
public sealed record ConsumerEntry
{
    /// <summary>Name of the handler and of its function; null where GPU workers take the event.</summary>
    public string? Handler { get; init; }

    /// <summary>Storage queue; null for a webhook.</summary>
    public string? Queue { get; init; }

    /// <summary>Deliveries tried, 1 to 30; null for 30.</summary>
    public int? MaxDeliveryAttempts { get; init; }

    /// <summary>Minutes for which delivery is tried, 1 to 1440; null for 1440.</summary>
    public int? TimeToLiveMinutes { get; init; }

    /// <summary>Its name in inboxes, dead letters and traces; null for an entry that the rules refuse.</summary>
    public string? Name => Handler ?? Queue;
}

/// <summary>One field of a payload, or of the glossary that payloads from outside refer to.</summary>
public sealed record FieldEntry
{
    /// <summary>Name in JSON. Empty in the glossary, where the key is the name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>
    /// Name of a <see cref="FieldType"/> or named type, followed by <c>[]</c> for a list; null for a reference to the glossary.
    /// </summary>
    public string? Type { get; init; }

    /// <summary>Unit of a number, for example <c>s</c>; null where it has none.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether every payload has it.</summary>
    public bool Required { get; init; }

    /// <summary>What it holds, a sentence.</summary>
    public string Description { get; init; } = string.Empty;
}
