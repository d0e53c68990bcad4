using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Routing;

/// <summary>
/// An event that came from an outbox: it has its envelope; the payload is read once, by the first observer that wants it.
/// </summary>
internal sealed class EnvelopedEvent(EventEnvelope envelope, long timestamp) : RoutedEvent(envelope.Time, timestamp)
{
    private object? _payload;

    public override DataEventType Type => Envelope.Type;

    public override string Id => Envelope.Id;

    public override EventEnvelope Envelope { get; } = envelope;

    public override TEvent Payload<TEvent>()
    {
        if (TEvent.Type != Type)
        {
            throw WrongType(TEvent.Type);
        }

        if (Volatile.Read(ref _payload) is TEvent known)
        {
            return known;
        }

        // Two observers may both read it: they get equal payloads.
        var payload = Envelope.Payload<TEvent>();
        Volatile.Write(ref _payload, payload);
        return payload;
    }
}
