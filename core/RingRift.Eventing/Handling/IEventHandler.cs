using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Handling;

/// <summary>Handles one kind of event. Idempotent: any number of deliveries, in any order, has the effect of one.</summary>
public interface IEventHandler
{
    /// <summary>
    /// Its name in inboxes, dead letters, traces and the catalogue. It is written out, so that it stays when the class gets another.
    /// </summary>
    string Name { get; }

    /// <summary>The event it takes.</summary>
    DataEventType Accepts { get; }

    /// <summary>Handles the event. Throws only for faults of the infrastructure.</summary>
    Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken);
}
