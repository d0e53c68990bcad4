using RingRift.Eventing.Handling;

namespace RingRift.Pipeline.Operations.Redelivery;

/// <summary>One event of a replay.</summary>
/// <param name="EventId">The event.</param>
/// <param name="EventType">Its type as in ADR-001.</param>
/// <param name="Subject">Config and iteration.</param>
/// <param name="CorrelationId">Its chain.</param>
/// <param name="Published">When it was published (UTC).</param>
/// <param name="LastOutcome">How its last delivery to the consumer ended; null when none is known. A settled one will be a duplicate.</param>
/// <param name="IsSent">Whether it was sent.</param>
/// <param name="Refused">Why it cannot be sent; null when it can.</param>
public sealed record ReplayedEvent(
    string EventId,
    string EventType,
    string Subject,
    string CorrelationId,
    DateTimeOffset Published,
    HandlingOutcome? LastOutcome,
    bool IsSent = false,
    string? Refused = null);
