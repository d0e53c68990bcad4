using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.Eventing.Deduplication;

namespace RingRift.Eventing.Routing;

/// <summary>
/// What both in-process buses do: drop what was published before, remember, and hand over to each subscriber's own queue. A bus knows its
/// subscribers and nothing else, no other bus and no transport (ADR 0008). Until the first subscription it only counts: window and history
/// are made then.
/// </summary>
/// <typeparam name="T">What it carries.</typeparam>
public abstract class InProcessBus<T> : IAsyncDisposable, IDisposable
    where T : class
{
    private readonly Lock _lock = new();
    private readonly HandlerWatchdog _watchdog;
    private readonly IOptions<DeduplicationWindowOptions> _bounds;
    private readonly TimeProvider _time;
    private readonly RoutingOptions _options;
    private readonly ILogger _logger;
    private Memory? _memory;
    private Subscriber<T>[] _subscribers = [];
    private long _published;
    private long _duplicates;
    private bool _stopped;

    private protected InProcessBus(
        TimeProvider time, IOptions<RoutingOptions> options, IOptions<DeduplicationWindowOptions> window, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_time, _options, _bounds, _logger) = (time, options.Value, window, logger);
        _watchdog = new HandlerWatchdog(time, _options.WatchdogPeriod);
    }

    /// <summary>The newest events since the first subscription; null before it.</summary>
    public EventHistory<T>? History => Volatile.Read(ref _memory)?.History;

    /// <summary>Figures now.</summary>
    public BusStatistics Statistics => new(
        Transport,
        Interlocked.Read(ref _published),
        Interlocked.Read(ref _duplicates),
        [.. Volatile.Read(ref _subscribers).Select(subscriber => subscriber.Statistics)]);

    /// <summary>Whether anybody has subscribed so far: before that, publishing is counted and nothing more.</summary>
    internal bool IsObserved => Volatile.Read(ref _memory) is not null;

    private protected abstract SubscriptionTransport Transport { get; }

    /// <summary>
    /// Ends every subscription: takes no more events, and waits up to <see cref="RoutingOptions.DrainTimeout"/> for those that were taken.
    /// </summary>
    public async Task StopAsync()
    {
        await Task.WhenAll(TakeAll().Select(subscriber => subscriber.StopAsync(_options.DrainTimeout))).ConfigureAwait(false);
        _watchdog.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends every subscription and waits for nobody.</summary>
    public void Dispose()
    {
        foreach (var subscriber in TakeAll())
        {
            subscriber.Stop();
        }

        _watchdog.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Counts events that nobody here observes.</summary>
    internal void CountUnobserved(int events) => Interlocked.Add(ref _published, events);

    /// <summary>Who takes the item, by the table the bus keeps.</summary>
    private protected abstract ReadOnlySpan<Subscriber<T>> Takers(T item);

    /// <summary>The subscribers changed: the bus forms its table anew.</summary>
    private protected abstract void Arrange(IReadOnlyList<Subscriber<T>> subscribers);

    /// <summary>Publishes an item. Waits for nothing but the room a subscriber may ask it to wait for.</summary>
    /// <param name="item">The item.</param>
    /// <param name="key">Its identity; null when it was born just now and cannot have been published before.</param>
    private protected ValueTask<PublishOutcome> FanOutAsync(T item, ContentKey? key)
    {
        if (Volatile.Read(ref _memory) is not { } memory)
        {
            CountUnobserved(1);
            return ValueTask.FromResult(PublishOutcome.Published);
        }

        if (key is { } known && !memory.Window.TryAdd(known))
        {
            Interlocked.Increment(ref _duplicates);
            return ValueTask.FromResult(PublishOutcome.Duplicate);
        }

        Interlocked.Increment(ref _published);
        memory.History.Add(item);
        List<Task>? waiting = null;
        foreach (var subscriber in Takers(item))
        {
            var offer = subscriber.OfferAsync(item);
            if (!offer.IsCompletedSuccessfully)
            {
                (waiting ??= []).Add(offer.AsTask());
            }
        }

        return waiting is null ? ValueTask.FromResult(PublishOutcome.Published) : WaitAsync(waiting);
    }

    /// <exception cref="ArgumentException">The name is taken, or an option out of its range.</exception>
    private protected IAsyncDisposable Add(Subscription subscription, Func<T, CancellationToken, ValueTask> handler)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(subscription.Name);
        Check(subscription);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            if (_subscribers.Any(one => one.Subscription.Name == subscription.Name))
            {
                throw new ArgumentException(
                    $"subscription '{subscription.Name}' exists already on {Transport}; a name belongs to one", nameof(subscription));
            }

            var subscriber = new Subscriber<T>(subscription, handler, _time, _logger);
            _subscribers = [.. _subscribers, subscriber];
            Arrange(_subscribers);
            var memory = _memory ?? new Memory(new DeduplicationWindow(_time, _bounds), new EventHistory<T>(_options.HistoryCapacity));
            Volatile.Write(ref _memory, memory);
            _watchdog.Watch(subscriber);
            return new Unsubscriber(() => RemoveAsync(subscriber));
        }
    }

    private static async ValueTask<PublishOutcome> WaitAsync(List<Task> waiting)
    {
        await Task.WhenAll(waiting).ConfigureAwait(false);
        return PublishOutcome.Published;
    }

    private static void Check(Subscription subscription)
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(
            subscription.Options, new ValidationContext(subscription.Options), faults, validateAllProperties: true))
        {
            throw new ArgumentException(
                $"subscription '{subscription.Name}': {string.Join(' ', faults.Select(fault => fault.ErrorMessage))}",
                nameof(subscription));
        }
    }

    private async Task RemoveAsync(Subscriber<T> subscriber)
    {
        lock (_lock)
        {
            _subscribers = [.. _subscribers.Where(one => one != subscriber)];
            Arrange(_subscribers);
        }

        await subscriber.StopAsync(_options.DrainTimeout).ConfigureAwait(false);
        _watchdog.Forget(subscriber);
    }

    private Subscriber<T>[] TakeAll()
    {
        lock (_lock)
        {
            _stopped = true;
            var all = _subscribers;
            _subscribers = [];
            Arrange(_subscribers);
            return all;
        }
    }

    private sealed record Memory(DeduplicationWindow Window, EventHistory<T> History);

    private sealed class Unsubscriber(Func<Task> unsubscribe) : IAsyncDisposable
    {
        private Func<Task>? _unsubscribe = unsubscribe;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _unsubscribe, null) is { } once)
            {
                await once().ConfigureAwait(false);
            }
        }
    }
}

/// <summary>Figures of one in-process bus since it was made.</summary>
/// <param name="Transport">Which bus.</param>
/// <param name="Published">Distinct events published.</param>
/// <param name="Duplicates">Repeated events that were dropped.</param>
/// <param name="Subscribers">Its subscribers now.</param>
public sealed record BusStatistics(
    SubscriptionTransport Transport, long Published, long Duplicates, IReadOnlyList<SubscriberStatistics> Subscribers);

/// <summary>
/// What a publish was to the observers in this process. Durable consumers are sent the event either way; their inboxes know a repeated one.
/// </summary>
public enum PublishOutcome
{
    /// <summary>The event is new: every observer gets it.</summary>
    Published,

    /// <summary>The same fact was published before: no observer gets it again.</summary>
    Duplicate,
}
