using Microsoft.Extensions.Logging;
using RingRift.Azure.Events;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;

namespace RingRift.Azure.Redelivery;

/// <summary>
/// Hands a redelivered event to the one consumer it is for, through the dispatcher and its gates, and notes what came of it in the dead
/// letter. What the consumer gives up again opens the letter again; a letter that was discarded meanwhile is left alone.
/// </summary>
public sealed partial class Redeliverer(
    EventDispatcher dispatcher, IDeadLetterStore store, TimeProvider time, ILogger<Redeliverer> logger)
{
    /// <summary>Delivers a message. Throws only for faults of the infrastructure: the message is to be delivered again then.</summary>
    /// <param name="message">The message as JSON.</param>
    /// <param name="cancellationToken">Stops between two steps; nothing is half done.</param>
    public async Task<HandlerResult> DeliverAsync(string message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!RedeliveryMessage.TryParse(message, out var redelivery, out var error))
        {
            return await GiveUpAsync(RedeliveryMessage.Queue, message, error!, cancellationToken).ConfigureAwait(false);
        }

        if (redelivery!.LetterId is not { } id)
        {
            return await DispatchAsync(redelivery.Consumer, redelivery.Event!, cancellationToken).ConfigureAwait(false);
        }

        var stored = await store.GetAsync(id, cancellationToken).ConfigureAwait(false);
        if (stored is null or { Letter.Status: DeadLetterStatus.Discarded })
        {
            LogSkipped(id, stored is null ? "there is no such letter" : "it was discarded");
            return new HandlerResult.Stale($"dead letter {id} is not wanted any more");
        }

        var result = await DispatchAsync(stored.Letter.Consumer, stored.Letter.Body, cancellationToken).ConfigureAwait(false);
        await NoteAsync(id, redelivery.Reason, result, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private async Task<HandlerResult> DispatchAsync(string consumer, string body, CancellationToken cancellationToken)
    {
        EventEnvelope envelope;
        try
        {
            envelope = CloudEventMapper.Parse(body);
        }
        catch (EventFormatException malformed)
        {
            return await GiveUpAsync(consumer, body, malformed.Message, cancellationToken).ConfigureAwait(false);
        }

        return await dispatcher.HandleAsync(consumer, envelope, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HandlerResult> GiveUpAsync(string consumer, string body, string reason, CancellationToken cancellationToken)
    {
        await store.AddAsync(
            DeadLetterBody.ToLetter(body, DeadLetterOrigin.Handler, consumer, reason, time.GetUtcNow()),
            cancellationToken).ConfigureAwait(false);
        LogGivenUp(consumer, reason);
        return new HandlerResult.DeadLetter(reason);
    }

    /// <summary>
    /// Says in the letter what came of the redrive. Somebody else may change it at the same time: then their word stands.
    /// </summary>
    private async Task NoteAsync(string id, string reason, HandlerResult result, CancellationToken cancellationToken)
    {
        var outcome = result switch
        {
            HandlerResult.Done => "done",
            HandlerResult.Duplicate => "it was handled before",
            HandlerResult.Stale(var why) => $"it no longer mattered, {why}",
            _ => null,
        };
        if (outcome is not null
            && await store.GetAsync(
                id, cancellationToken).ConfigureAwait(false) is { Letter.Status: not DeadLetterStatus.Discarded } letter)
        {
            await store.TryChangeStatusAsync(
                letter, DeadLetterStatus.Redriven, $"{reason}: {outcome}", time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "dead letter {Id} is not delivered: {Reason}")]
    private partial void LogSkipped(string id, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "a redelivery to {Consumer} is given up: {Reason}")]
    private partial void LogGivenUp(string consumer, string reason);
}
