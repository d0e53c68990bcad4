using System.Text.Json;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Contracts;

/// <summary>
/// The payload of an event that only other systems emit (<see cref="EventOrigin.External"/>): one record for all of them, since nothing
/// here reads their fields by name. It exists only for JSON that keeps the contract of its type (ADR 0017).
/// </summary>
public sealed record ExternalPayload
{
    private ExternalPayload(DataEventType type, JsonElement data) => (Type, Data) = (type, data);

    /// <summary>Which fact this payload describes.</summary>
    public DataEventType Type { get; }

    /// <summary>The payload, an object: the members that the catalogue knows with their types, and any others.</summary>
    public JsonElement Data { get; }

    /// <summary>The payload of an event that arrived.</summary>
    /// <exception cref="ArgumentException">The event is one of this system's own, which has a record.</exception>
    /// <exception cref="EventContractException">The data breaks the schema of the payload.</exception>
    public static ExternalPayload Of(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (EventCatalogue.Of(envelope.Type) is { Payload: { } record })
        {
            throw new ArgumentException(
                $"{envelope.Type.CatalogueName()} {envelope.Id} is an event of this system and is read as {record.Name}", nameof(envelope));
        }

        EventContract.RequireArrived(envelope.Type, envelope.SchemaVersion, envelope.Data);
        return new ExternalPayload(envelope.Type, envelope.Data);
    }
}
