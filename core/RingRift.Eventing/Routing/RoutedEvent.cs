using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Routing;

/// <summary>One event as observers in this process get it. Nothing is serialised or read from JSON before somebody asks for it.</summary>
public abstract class RoutedEvent
{
    private protected RoutedEvent(DateTimeOffset time, long timestamp) => (Time, Timestamp) = (time, timestamp);

    /// <summary>What happened.</summary>
    public abstract DataEventType Type { get; }

    /// <summary>Unique id: that of the envelope. Formed at first use where the event has none yet.</summary>
    public abstract string Id { get; }

    /// <summary>When the fact became true (UTC).</summary>
    public DateTimeOffset Time { get; }

    /// <summary>When it was handed to the bus, in units of the router's <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long Timestamp { get; }

    /// <summary>The event as it travels: CloudEvents attributes and JSON.</summary>
    public abstract EventEnvelope Envelope { get; }

    /// <summary>The payload.</summary>
    /// <exception cref="InvalidOperationException">The event has another type.</exception>
    /// <exception cref="System.Text.Json.JsonException">The event came as JSON that breaks its schema.</exception>
    public abstract TEvent Payload<TEvent>()
        where TEvent : class, IEventPayload;

    /// <inheritdoc/>
    public override string ToString() => $"{Type.CatalogueName()} {Id}";

    private protected InvalidOperationException WrongType(DataEventType asked) =>
        new($"event {Id} is {Type.CatalogueName()}, not {asked.CatalogueName()}");
}
