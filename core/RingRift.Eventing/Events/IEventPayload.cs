namespace RingRift.Eventing.Events;

/// <summary>Payload of an event of the catalogue. What it holds is declared there; the record is generated.</summary>
public interface IEventPayload
{
    /// <summary>Which fact this payload describes.</summary>
    static abstract DataEventType Type { get; }

    /// <summary>Version of this payload's schema.</summary>
    static abstract int SchemaVersion { get; }
}
