using System.Globalization;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Eventing.Routing;

/// <summary>
/// The one way to publish and to subscribe. An event goes to the durable transport first, if its type travels, and then to the observers in
/// this process, each of whom gets it once: they never see an event the transport refused, and a publish that is tried again is new to
/// nobody.
/// </summary>
public sealed class EventRouter(
    DataEventBus events, StageEventBus stages, DurableTransport transport, RoutingRules rules, EventFactory factory, TimeProvider time)
{
    private readonly ContentKeys _keys = new(rules.KeyFields);
    private readonly string _process = Guid.NewGuid().ToString("N");
    private long _occurrences;

    /// <summary>
    /// Publishes a fact of an iteration that no commit makes. Observers in this process get the payload itself; it must not be changed any
    /// more.
    /// </summary>
    /// <param name="payload">The payload.</param>
    /// <param name="cause">Event that led to it; null when none did.</param>
    /// <param name="cancellationToken">Ends waiting for the durable transport.</param>
    public ValueTask<PublishOutcome> PublishAsync<TEvent>(
        TEvent payload, EventEnvelope? cause = null, CancellationToken cancellationToken = default)
        where TEvent : class, IPipelineEvent => PublishPayloadAsync(payload, null, cause, cancellationToken);

    /// <summary>Publishes a fact that belongs to no iteration, such as a daemon's.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="scope">What it belongs to.</param>
    /// <param name="cause">Event that led to it; null when none did.</param>
    /// <param name="cancellationToken">Ends waiting for the durable transport.</param>
    public ValueTask<PublishOutcome> PublishAsync<TEvent>(
        TEvent payload, EventScope scope, EventEnvelope? cause = null, CancellationToken cancellationToken = default)
        where TEvent : class, IEventPayload
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentException.ThrowIfNullOrEmpty(scope.Subject);
        ArgumentException.ThrowIfNullOrEmpty(scope.Correlation);
        return PublishPayloadAsync(payload, scope, cause, cancellationToken);
    }

    /// <summary>Publishes events of an outbox, those that travel in one request. Any number of times is as good as once.</summary>
    public async Task PublishAsync(IReadOnlyList<EventEnvelope> committed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(committed);
        if (committed.Where(envelope => rules.IsCrossProcess(envelope.Type)).ToArray() is { Length: > 0 } travelling)
        {
            await transport.SendAsync(travelling, cancellationToken).ConfigureAwait(false);
        }

        if (!events.IsObserved)
        {
            events.CountUnobserved(committed.Count);
            return;
        }

        // Together, so that one full subscriber makes the outbox wait once and not once for each event.
        await Task.WhenAll(committed.Select(PublishHereAsync)).ConfigureAwait(false);
    }

    /// <summary>Publishes a committed stage transition.</summary>
    public ValueTask<PublishOutcome> PublishAsync(StageTransition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        return stages.PublishAsync(transition);
    }

    /// <summary>Subscribes in this process, from now on. Disposing what is returned unsubscribes and drains.</summary>
    /// <exception cref="ArgumentException">The name is taken on its transport, or an option is out of its range.</exception>
    public IAsyncDisposable Subscribe(Subscription subscription) => subscription switch
    {
        Subscription.DataEvents wanted => events.Subscribe(wanted),
        Subscription.Stages wanted => stages.Subscribe(wanted),
        _ => throw new ArgumentNullException(nameof(subscription)),
    };

    private ValueTask<PublishOutcome> PublishPayloadAsync<TEvent>(
        TEvent payload, EventScope? scope, EventEnvelope? cause, CancellationToken cancellationToken)
        where TEvent : class, IEventPayload
    {
        var key = _keys.Of(payload);
        var identity = new EventIdentity(key, _process, key is null ? Interlocked.Increment(ref _occurrences) : 0);
        var routed = new PayloadEvent<TEvent>(payload, scope, identity, cause, factory, time.GetUtcNow(), time.GetTimestamp());
        return rules.IsCrossProcess(TEvent.Type) ? SendAsync(routed, key, cancellationToken) : events.PublishAsync(routed, key);
    }

    private Task PublishHereAsync(EventEnvelope envelope) =>
        events.PublishAsync(new EnvelopedEvent(envelope, time.GetTimestamp()), _keys.Of(envelope)).AsTask();

    private async ValueTask<PublishOutcome> SendAsync(RoutedEvent routed, ContentKey? key, CancellationToken cancellationToken)
    {
        await transport.SendAsync([routed.Envelope], cancellationToken).ConfigureAwait(false);
        return await events.PublishAsync(routed, key).ConfigureAwait(false);
    }
}

/// <summary>What an event belongs to that is no iteration's.</summary>
/// <param name="Subject">Subject for filters, for example <c>daemons/outbox-sweeper</c>; not empty.</param>
/// <param name="Correlation">Chain it begins, unless it follows from an event of the same subject; not empty.</param>
public sealed record EventScope(string Subject, string Correlation)
{
    /// <summary>That of an iteration.</summary>
    internal static EventScope Of(IPipelineEvent payload) => new(
        EventFactory.SubjectOf(payload.Config, payload.Iteration), EventFactory.CorrelationOf(payload.Config, payload.Iteration));
}

/// <summary>
/// Where the id of an event comes from that no commit made: from its content key, so that the same fact has the same id in every process,
/// or from its place among the occurrences of one process.
/// </summary>
/// <param name="Key">Content key; null for an occurrence.</param>
/// <param name="Process">Names the publishing process and nothing else, ever.</param>
/// <param name="Sequence">Number of the occurrence in its process, from 1; 0 beside a content key.</param>
internal readonly record struct EventIdentity(ContentKey? Key, string Process, long Sequence)
{
    public override string ToString() =>
        Key is { } key ? $"content|{key}" : string.Create(CultureInfo.InvariantCulture, $"occurrence|{Process}|{Sequence}");
}
