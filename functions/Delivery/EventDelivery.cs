using Azure.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using RingRift.Azure.Events;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Live;

namespace RingRift.Functions.Delivery;

/// <summary>
/// Takes a delivered event from a trigger to its handler, and tells the platform of the handler's result in its own words: to return means
/// settled, to throw means deliver again. An event that can never be handled is kept as a dead letter and settled, for trying it again
/// would change nothing.
/// </summary>
public sealed partial class EventDelivery(
    EventDispatcher dispatcher, IDeadLetterStore deadLetters, LiveFeed live, TimeProvider time, ILogger<EventDelivery> logger)
{
    /// <summary>Delivers an event from a webhook.</summary>
    /// <param name="function">Name of the function that the subscription delivers to.</param>
    /// <param name="cloudEvent">The event as delivered.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    /// <exception cref="EventNotHandledException">The handler asks for another delivery.</exception>
    public Task DeliverAsync(string function, CloudEvent cloudEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        return DeliverAsync(
            function,
            ExpectedEvents.OfFunction(function),
            () => CloudEventMapper.ToEnvelope(cloudEvent),
            () => CloudEventText.Of(cloudEvent),
            cancellationToken);
    }

    /// <summary>Delivers an event from a queue message.</summary>
    /// <param name="function">Name of the function.</param>
    /// <param name="queue">Name of the queue that the subscription writes to.</param>
    /// <param name="body">The CloudEvent as JSON.</param>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    /// <exception cref="EventNotHandledException">The handler asks for another delivery.</exception>
    public Task DeliverAsync(string function, string queue, string body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        return DeliverAsync(function, ExpectedEvents.OfQueue(queue), () => CloudEventMapper.Parse(body), () => body, cancellationToken);
    }

    private async Task DeliverAsync(
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
            var reason =
                $"{function} takes {expected.CatalogueName()}, not {envelope.Type.CatalogueName()}; the subscription's filter is wrong";
            await GiveUpAsync(function, reason, text(), cancellationToken);
            return;
        }

        live.Tell(envelope);

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

/// <summary>
/// A handler asked for the event to be delivered again. Thrown so that the platform redelivers it: functions have no other way to say so.
/// </summary>
/// <param name="function">The function.</param>
/// <param name="eventId">Id of the event.</param>
/// <param name="reason">The handler's reason.</param>
/// <param name="after">The wait the handler wished for; the platform's schedule decides.</param>
public sealed class EventNotHandledException(string function, string eventId, string reason, TimeSpan after)
    : Exception($"{function}: event {eventId} is to be delivered again (after {after:c}): {reason}");

/// <summary>Registers the parts that all functions share.</summary>
public static class EventDeliveryServices
{
    /// <summary>Adds <see cref="EventDelivery"/> and the live feed. The pipeline and its adapters are added apart.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configuration">Holds section <see cref="LiveOptions.Section"/>.</param>
    public static IServiceCollection AddEventDelivery(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLiveFeed(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EventDelivery>();
        return services;
    }
}
