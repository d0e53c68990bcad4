using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;

namespace RingRift.Eventing.Handling;

/// <summary>Base of the handlers: checks schema version and payload before the event reaches the stage.</summary>
/// <typeparam name="TEvent">The payload taken.</typeparam>
public abstract class StageHandler<TEvent> : IEventHandler
    where TEvent : class, IPipelineEvent
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public DataEventType Accepts => TEvent.Type;

    /// <inheritdoc/>
    public Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.SchemaVersion != TEvent.SchemaVersion)
        {
            return Refuse(
                $"{TEvent.Type.CatalogueName()} has schema version {envelope.SchemaVersion}; this handler knows {TEvent.SchemaVersion}");
        }

        TEvent payload;
        try
        {
            payload = envelope.Payload<TEvent>();
        }
        catch (EventContractException e)
        {
            return Refuse(e.Message);
        }

        return HandleAsync(envelope, payload, cancellationToken);
    }

    /// <summary>Handles a well-formed event.</summary>
    protected abstract Task<HandlerResult> HandleAsync(EventEnvelope envelope, TEvent payload, CancellationToken cancellationToken);

    private static Task<HandlerResult> Refuse(string reason) => Task.FromResult<HandlerResult>(new HandlerResult.DeadLetter(reason));
}
