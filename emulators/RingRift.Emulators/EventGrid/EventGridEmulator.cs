using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RingRift.Emulators.EventGrid.Delivery;
using RingRift.Emulators.EventGrid.Journal;
using RingRift.Emulators.EventGrid.Publishing;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.EventGrid;

/// <summary>
/// Azure Event Grid's custom topics on 127.0.0.1: takes CloudEvents from the real client, filters them and delivers them to webhooks
/// and storage queues, at least once and in no order, with the service's handshakes, retries and dead letters. See ADR 0005 for
/// what it leaves out.
/// </summary>
public sealed partial class EventGridEmulator : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClient _http;
    private readonly IEventJournal _journal;
    private readonly EventRouter _router;
    private readonly IReadOnlyList<SubscriptionPump> _pumps;
    private readonly ChangeSignal _changes;
    private int _disposed;

    private EventGridEmulator(
        WebApplication application, HttpClient http, IEventJournal journal, EventRouter router, IReadOnlyList<SubscriptionPump> pumps,
        ChangeSignal changes)
    {
        _application = application;
        _http = http;
        _journal = journal;
        _router = router;
        _pumps = pumps;
        _changes = changes;
        Endpoint = new Uri(application.Urls.First());
    }

    /// <summary>The emulator's address.</summary>
    public Uri Endpoint { get; }

    /// <summary>The work that is done and the work that is left.</summary>
    public EmulatorStatus Status => new(_router.Accepted, [.. _pumps.Select(pump => pump.ReadStatus())]);

    /// <summary>Starts to listen, and to deliver the events that an earlier run with the same journal has left.</summary>
    /// <param name="options">Topics, subscriptions and timing.</param>
    /// <param name="timeProvider">Whose time the schedule follows; null takes the system's.</param>
    /// <param name="loggerFactory">Where to log; null logs nothing.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="ArgumentException">A value breaks one of the service's rules; the message names both.</exception>
    /// <exception cref="InvalidDataException">The journal is damaged.</exception>
    /// <exception cref="IOException">The port is taken, or another emulator uses the journal.</exception>
    public static async Task<EventGridEmulator> StartAsync(
        EventGridEmulatorOptions options, TimeProvider? timeProvider = null, ILoggerFactory? loggerFactory = null,
        CancellationToken cancellationToken = default)
    {
        options.Validate();
        var building = new EventGridEmulatorBuilder(
            options, timeProvider ?? TimeProvider.System, loggerFactory ?? NullLoggerFactory.Instance);
        return await building.StartAsync(cancellationToken);
    }

    /// <summary>The address to give to an <c>EventGridPublisherClient</c>.</summary>
    /// <param name="topic">One of the declared topics; case is ignored.</param>
    public Uri TopicEndpoint(string topic) => new(Endpoint, $"topics/{topic}/api/events");

    /// <summary>
    /// Completes when no event is pending or on the way, so that a cascade is over: a webhook that publishes before it answers keeps the
    /// emulator busy all the time. A message in a storage queue counts as delivered.
    /// </summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default) =>
        _changes.WhenAsync(() => _pumps.All(pump => pump.IsIdle), cancellationToken);

    /// <summary>Completes when nothing happens until time goes on: events that are still pending wait for their next attempt.</summary>
    public Task WhenSettledAsync(CancellationToken cancellationToken = default) =>
        _changes.WhenAsync(() => _pumps.All(pump => pump.IsSettled), cancellationToken);

    /// <summary>Asks a subscription's destination at once for its consent and completes when it has been given.</summary>
    /// <exception cref="ArgumentException">There is no such subscription.</exception>
    public Task ValidateAsync(string subscription, CancellationToken cancellationToken = default)
    {
        var pump = _pumps.FirstOrDefault(one => one.Subscription.Name.Equals(subscription, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no subscription '{subscription}'.", nameof(subscription));
        pump.AskNow();
        return _changes.WhenAsync(() => pump.IsReady, cancellationToken);
    }

    /// <summary>Stops at once. Events that were not delivered stay in the journal, if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }
        foreach (var pump in _pumps)
        {
            await pump.DisposeAsync();
        }
        await _application.StopAsync();
        await _application.DisposeAsync();
        await _journal.DisposeAsync();
        _http.Dispose();
    }

    internal static EventGridEmulator Create(
        WebApplication application, HttpClient http, IEventJournal journal, EventRouter router, IReadOnlyList<SubscriptionPump> pumps,
        ChangeSignal changes) => new(application, http, journal, router, pumps, changes);
}

/// <summary>The work that the emulator has done and has left; also the answer of <c>GET /emulator/status</c>.</summary>
/// <param name="Accepted">Events accepted from publishers since the start.</param>
/// <param name="Subscriptions">One entry per subscription, in the order they were declared.</param>
public sealed record EmulatorStatus(long Accepted, IReadOnlyList<SubscriptionStatus> Subscriptions);
