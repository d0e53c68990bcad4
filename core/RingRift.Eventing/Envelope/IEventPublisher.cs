namespace RingRift.Eventing.Envelope;

/// <summary>Hands events to the transport. Returns when they are durably accepted; may accept one twice, never lose one.</summary>
public interface IEventPublisher
{
    /// <summary>Publishes the events, all or none of each transport request.</summary>
    Task PublishAsync(IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken);
}
