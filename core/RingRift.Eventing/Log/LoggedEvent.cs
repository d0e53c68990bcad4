using RingRift.Eventing.Envelope;

namespace RingRift.Eventing.Log;

/// <summary>An event that was published, with what became of it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Published">When it was logged, just before it went to the transport (UTC).</param>
/// <param name="Handlings">Its deliveries, by time; the attempt of a consumer is its place among those of the same consumer.</param>
public sealed record LoggedEvent(EventEnvelope Event, DateTimeOffset Published, IReadOnlyList<HandlingRecord> Handlings);
