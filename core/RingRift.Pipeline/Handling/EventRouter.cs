using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using RingRift.Pipeline.DeadLetters;
using RingRift.Pipeline.Events;

namespace RingRift.Pipeline.Handling;

/// <summary>
/// The one table from event to handler (K1): exactly one handler for each type that this process takes, checked when the router is built.
/// What a handler gives up is kept as a dead letter before the router answers.
/// </summary>
public sealed partial class EventRouter
{
    private readonly FrozenDictionary<DataEventType, IEventHandler> _handlers;
    private readonly IDeadLetterStore _deadLetters;
    private readonly TimeProvider _time;
    private readonly ILogger<EventRouter> _logger;

    /// <summary>A router over all registered handlers.</summary>
    /// <exception cref="InvalidOperationException">Two handlers take the same event, or none is registered.</exception>
    public EventRouter(IEnumerable<IEventHandler> handlers, IDeadLetterStore deadLetters, TimeProvider time, ILogger<EventRouter> logger)
    {
        var all = handlers.ToArray();
        if (all.GroupBy(handler => handler.Accepts).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException(
                $"{twice.Key.AdrName()} is taken by {string.Join(" and ", twice.Select(handler => handler.Name))}; each event has exactly one handler");
        }

        _handlers = all.Length > 0
            ? all.ToFrozenDictionary(handler => handler.Accepts)
            : throw new InvalidOperationException("no event handler is registered; a router needs at least one");
        (_deadLetters, _time, _logger) = (deadLetters, time, logger);
    }

    /// <summary>The events this process takes.</summary>
    public IReadOnlyCollection<DataEventType> Accepts => _handlers.Keys;

    /// <summary>Handles an event. Throws only for faults of the infrastructure: the event is to be delivered again then.</summary>
    public async Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        var handler = _handlers.GetValueOrDefault(envelope.Type);
        var result = handler is null
            ? new HandlerResult.DeadLetter($"no handler takes {envelope.Type.AdrName()}; known: {string.Join(", ", _handlers.Keys.Order().Select(type => type.AdrName()))}")
            : await handler.HandleAsync(envelope, cancellationToken);
        var name = handler?.Name ?? nameof(EventRouter);
        if (result is HandlerResult.DeadLetter dead)
        {
            var body = JsonSerializer.Serialize(envelope, EventJson.Options);
            await _deadLetters.AddAsync(new DeadLetter(envelope.Id, name, dead.Reason, body, _time.GetUtcNow()), cancellationToken);
        }

        Log(envelope, name, result);
        return result;
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
            case HandlerResult.Stale(var reason):
                LogStale(envelope.Type, envelope.Id, envelope.Subject, handler, reason);
                break;
            default:
                LogHandled(envelope.Type, envelope.Id, envelope.Subject, handler, result.GetType().Name);
                break;
        }
    }
}
