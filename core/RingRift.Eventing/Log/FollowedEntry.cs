using RingRift.Eventing.Envelope;

namespace RingRift.Eventing.Log;

/// <summary>News of the log: an event that was published, or a delivery of it that ended.</summary>
/// <param name="Event">The event.</param>
/// <param name="Published">When it was published (UTC).</param>
/// <param name="Handling">The delivery; null for the news that the event was published.</param>
public sealed record FollowedEntry(EventEnvelope Event, DateTimeOffset Published, HandlingRecord? Handling);
