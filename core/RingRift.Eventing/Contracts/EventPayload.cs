using System.Text.Json;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;

namespace RingRift.Eventing.Contracts;

/// <summary>Reads the payload of an event.</summary>
public static class EventPayload
{
    /// <summary>Reads a payload.</summary>
    /// <exception cref="EventContractException">The data breaks the schema of the payload.</exception>
    public static TEvent Payload<TEvent>(this EventEnvelope envelope)
        where TEvent : class, IEventPayload
    {
        ArgumentNullException.ThrowIfNull(envelope);
        EventContract.RequireArrived(TEvent.Type, TEvent.SchemaVersion, envelope.Data);
        return envelope.Data.Deserialize<TEvent>(EventJson.Options)!;
    }
}
