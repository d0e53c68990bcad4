using RingRift.Eventing.Envelope;

namespace RingRift.Eventing.Routing;

/// <summary>
/// The publishing end of the durable transport. Its other end is the <c>EventDispatcher</c>, in this process or another, which
/// has no way back here: what arrives cannot be published again by arriving (ADR 0008).
/// </summary>
public sealed class DurableTransport(IEventPublisher publisher)
{
    /// <summary>Sends events; returns when they are durably accepted. Sending one again is safe: its consumers know its id.</summary>
    internal Task SendAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken) =>
        publisher.PublishAsync(events, cancellationToken);
}
