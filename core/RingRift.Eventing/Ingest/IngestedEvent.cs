using RingRift.Eventing.Envelope;

namespace RingRift.Eventing.Ingest;

/// <summary>One event of a request, read and checked.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Event">The event; null for one that is refused.</param>
/// <param name="Refusal">Why it is refused; null for one that is not.</param>
public sealed record IngestedEvent(int Index, EventEnvelope? Event = null, EventFormatException? Refusal = null);
