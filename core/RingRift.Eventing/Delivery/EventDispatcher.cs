using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;

namespace RingRift.Eventing.Delivery;

/// <summary>
/// The one table of the handlers of this process (K1), by name. An event may have several handlers; each has a subscription of its own, so
/// that one is tried again without the others. What a handler gives up is kept as a dead letter before the dispatcher answers.
/// </summary>
public sealed partial class EventDispatcher
{
    private readonly FrozenDictionary<string, IEventHandler> _handlers;
    private readonly IDeadLetterStore _deadLetters;
    private readonly DeliveryObserver _deliveries;
    private readonly TimeProvider _time;
    private readonly ILogger<EventDispatcher> _logger;

    /// <summary>A dispatcher over all registered handlers.</summary>
    /// <exception cref="InvalidOperationException">Two handlers have one name, or none is registered.</exception>
    public EventDispatcher(
        IEnumerable<IEventHandler> handlers, IDeadLetterStore deadLetters, DeliveryObserver deliveries, TimeProvider time,
        ILogger<EventDispatcher> logger)
    {
        var all = handlers.ToArray();
        if (all.GroupBy(handler => handler.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException(
                $"{twice.Key} is the name of {twice.Count()} handlers; a name is part of inboxes and dead letters and belongs to one");
        }

        _handlers = all.Length > 0
            ? all.ToFrozenDictionary(handler => handler.Name, StringComparer.Ordinal)
            : throw new InvalidOperationException("no event handler is registered; a dispatcher needs at least one");
        (_deadLetters, _deliveries, _time, _logger) = (deadLetters, deliveries, time, logger);
    }

    /// <summary>The handlers of this process.</summary>
    public IReadOnlyCollection<IEventHandler> Handlers => _handlers.Values;

    /// <summary>Names of the handlers that take a type, in order.</summary>
    public IEnumerable<string> HandlersOf(DataEventType type) =>
        _handlers.Values.Where(handler => handler.Accepts == type).Select(handler => handler.Name).Order(StringComparer.Ordinal);

    /// <summary>
    /// Hands an event to one handler. Throws only for faults of the infrastructure: the event is to be delivered again then.
    /// </summary>
    /// <param name="handlerName">Name of the handler.</param>
    /// <param name="envelope">The event.</param>
    /// <param name="cancellationToken">Stops between two steps; nothing is half done.</param>
    public Task<HandlerResult> HandleAsync(string handlerName, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(handlerName);
        ArgumentNullException.ThrowIfNull(envelope);
        return _deliveries.ObserveAsync(
            handlerName, envelope, () => DeliverAsync(handlerName, envelope, cancellationToken), DeliveryEnd.Of);
    }

    private async Task<HandlerResult> DeliverAsync(string handlerName, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        var result = _handlers.GetValueOrDefault(handlerName) switch
        {
            null =>
                new HandlerResult.DeadLetter(
                    $"no handler is called '{handlerName}'; known: {string.Join(", ", _handlers.Keys.Order(StringComparer.Ordinal))}"),
            var handler when handler.Accepts != envelope.Type =>
                new HandlerResult.DeadLetter($"{handlerName} takes {handler.Accepts.CatalogueName()}, not {envelope.Type.CatalogueName()}"),
            var handler => await HandleAsync(handler, envelope, cancellationToken),
        };
        if (result is HandlerResult.DeadLetter dead)
        {
            await _deadLetters.AddAsync(
                DeadLetter.Of(envelope, DeadLetterOrigin.Handler, handlerName, dead.Reason, _time.GetUtcNow()), cancellationToken);
        }

        Log(envelope, handlerName, result);
        return result;
    }

    // A contract that the handler's own events break is broken again on every delivery.
    private static async Task<HandlerResult> HandleAsync(IEventHandler handler, EventEnvelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            return await handler.HandleAsync(envelope, cancellationToken);
        }
        catch (EventContractException broken)
        {
            return new HandlerResult.DeadLetter($"{handler.Name} made an event that breaks its contract: {broken.Message}");
        }
    }

    private void Log(EventEnvelope envelope, string handler, HandlerResult result)
    {
        switch (result)
        {
            case HandlerResult.DeadLetter(var reason):
                LogDeadLetter(envelope.Type, envelope.Id, envelope.Subject, handler, reason);
                break;
            case HandlerResult.Retry(var reason, var after):
                LogRetry(envelope.Type, envelope.Id, envelope.Subject, handler, after, reason);
                break;
            case HandlerResult.Held(var reason):
                LogHeld(envelope.Type, envelope.Id, envelope.Subject, handler, reason);
                break;
            case HandlerResult.Stale(var reason):
                LogStale(envelope.Type, envelope.Id, envelope.Subject, handler, reason);
                break;
            default:
                LogHandled(envelope.Type, envelope.Id, envelope.Subject, handler, result.GetType().Name);
                break;
        }
    }
}
