using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Eventing.Routing;

/// <summary>An event published as a payload: observers share the publisher's object; the envelope is made at first use.</summary>
/// <typeparam name="TEvent">The payload.</typeparam>
internal sealed class PayloadEvent<TEvent>(
    TEvent payload, EventScope? scope, EventIdentity identity, EventEnvelope? cause, EventFactory events, DateTimeOffset time,
    long timestamp)
    : RoutedEvent(time, timestamp)
    where TEvent : class, IEventPayload
{
    private EventEnvelope? _envelope;

    public override DataEventType Type => TEvent.Type;

    public override string Id => Envelope.Id;

    // Made twice by a race it has the same id and content.
    public override EventEnvelope Envelope => _envelope ??= MakeEnvelope();

    public override TOther Payload<TOther>() => payload as TOther ?? throw WrongType(TOther.Type);

    private EventEnvelope MakeEnvelope()
    {
        var (subject, correlation) = scope ?? EventScope.Of((IPipelineEvent)payload);
        return events.Create(EventDraft.Of(payload, subject, correlation), identity.ToString(), Time, cause);
    }
}
