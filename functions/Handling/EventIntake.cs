using Azure.Messaging;
using Microsoft.Extensions.Logging;
using RingRift.Azure.DeadLetters;
using RingRift.Azure.Events;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Functions.Handling;

/// <summary>
/// The way from a trigger to the dispatcher, and from a handler's result to what the platform understands: returning means settled, throwing
/// means deliver again. What can never be handled is kept as a dead letter and settled, because trying it again would change nothing.
/// </summary>
public sealed partial class EventIntake(EventDispatcher dispatcher, IDeadLetterStore deadLetters, TimeProvider time, ILogger<EventIntake> logger)
{
    /// <summary>Takes an event from a webhook.</summary>
    /// <param name="function">Name of the function that the subscription delivers to.</param>
    /// <param name="cloudEvent">The event as delivered.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    /// <exception cref="EventNotHandledException">The handler asks for another delivery.</exception>
    public Task TakeAsync(string function, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        return TakeAsync(
            function,
            ExpectedEvents.OfFunction(function),
            () => CloudEventMapper.ToEnvelope(cloudEvent),
            () => CloudEventText.Of(cloudEvent),
            cancellationToken);
    }

    /// <summary>Takes an event from a queue message.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="queue">Name of the queue that the subscription writes to.</param>
    /// <param name="body">The CloudEvent as JSON.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    /// <exception cref="EventNotHandledException">The handler asks for another delivery.</exception>
    public Task TakeAsync(string function, string queue, string body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        return TakeAsync(function, ExpectedEvents.OfQueue(queue), () => CloudEventMapper.Parse(body), () => body, cancellationToken);
    }

    private async Task TakeAsync(
        string function, DataEventType expected, Func<EventEnvelope> read, Func<string> text, CancellationToken cancellationToken)
    {
        EventEnvelope envelope;
        try
        {
            envelope = read();
        }
        catch (EventFormatException exception)
        {
            await GiveUpAsync(function, exception.Message, text(), cancellationToken);
            return;
        }

        if (envelope.Type != expected)
        {
            var reason = $"{function} takes {expected.AdrName()}, not {envelope.Type.AdrName()}; the subscription's filter is wrong";
            await GiveUpAsync(function, reason, text(), cancellationToken);
            return;
        }

        // The dispatcher keeps dead letters itself; duplicates and stale events need nothing more.
        if (await dispatcher.HandleAsync(function, envelope, cancellationToken) is HandlerResult.Retry(var why, var after))
        {
            throw new EventNotHandledException(function, envelope.Id, why, after);
        }
    }

    private async Task GiveUpAsync(string function, string reason, string body, CancellationToken cancellationToken)
    {
        var letter = DeadLetterBody.ToLetter(body, DeadLetterOrigin.Handler, function, reason, time.GetUtcNow());
        await deadLetters.AddAsync(letter, cancellationToken);
        LogGivenUp(function, letter.EventId ?? letter.Id, reason);
    }

    [LoggerMessage(1, LogLevel.Error, "{Function}: event {Id} is given up: {Reason}")]
    private partial void LogGivenUp(string function, string id, string reason);
}
