using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.Emulators.EventGrid.Delivery;
using RingRift.Emulators.EventGrid.Events;
using RingRift.Emulators.EventGrid.Journal;
using RingRift.Emulators.EventGrid.Publishing;
using RingRift.Emulators.EventGrid.Subscriptions;
using RingRift.Hosting;

namespace RingRift.Emulators.EventGrid;

/// <summary>Puts the emulator's parts together.</summary>
internal sealed partial class EventGridEmulatorBuilder(EventGridEmulatorOptions options, TimeProvider time, ILoggerFactory loggerFactory)
{
    private readonly Dictionary<string, (WebHookHandshake Handshake, SubscriptionPump Pump)> _webHooks =
        new(StringComparer.OrdinalIgnoreCase);
    private readonly ChangeSignal _changes = new();
    private readonly ILogger _logger = loggerFactory.CreateLogger<EventGridEmulator>();

    public async Task<EventGridEmulator> StartAsync(CancellationToken cancellationToken)
    {
        // A redirect is a failed delivery, so it must not be followed.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        http.Timeout = Timeout.InfiniteTimeSpan;
        var (journal, undelivered, lastNumber) = OpenJournal();
        WebApplication? application = null;
        try
        {
            var timing = new DeliveryTiming(options);
            var pumps = options.Subscriptions.Select(subscription => CreatePump(subscription, http, journal, timing)).ToList();
            var router = new EventRouter(pumps, journal, lastNumber, time);
            application = CreateApplication(router, pumps);
            await application.StartAsync(cancellationToken);
            var emulator = EventGridEmulator.Create(application, http, journal, router, pumps, _changes);
            TellValidationUrls(emulator.Endpoint);
            Resume(pumps, journal, undelivered, timing);
            pumps.ForEach(pump => pump.Start());
            return emulator;
        }
        catch
        {
            await (application?.DisposeAsync() ?? ValueTask.CompletedTask);
            await journal.DisposeAsync();
            http.Dispose();
            throw;
        }
    }

    private (IEventJournal Journal, IReadOnlyList<(string Subscription, PendingDelivery Delivery)> Undelivered, long LastNumber)
        OpenJournal()
    {
        if (options.JournalFolder is not { } folder)
        {
            return (new MemoryJournal(), [], 0);
        }
        var (journal, undelivered) = FileJournal.Open(folder, time.GetUtcNow(), loggerFactory.CreateLogger<FileJournal>());
        return (journal, undelivered, journal.LastNumber);
    }

    private SubscriptionPump CreatePump(EventSubscription subscription, HttpClient http, IEventJournal journal, DeliveryTiming timing)
    {
        WebHookHandshake? handshake = null;
        IEventDeliverer deliverer;
        switch (subscription.Destination)
        {
            case StorageQueueDestination queue:
                deliverer = new StorageQueueDeliverer(queue, options.AnswerTimeout, time);
                break;
            case WebHookDestination webHook:
                handshake = new WebHookHandshake(subscription, webHook, http, options.AnswerTimeout, time);
                deliverer = new WebHookDeliverer(subscription, webHook.Endpoint, handshake, http, options.AnswerTimeout, time);
                break;
            default:
                throw new ArgumentException(
                    $"Subscription '{subscription.Name}' has a destination of unknown kind {subscription.Destination}.");
        }
        var pump = new SubscriptionPump(
            subscription, deliverer, journal, options, timing, _changes, time, loggerFactory.CreateLogger<SubscriptionPump>());
        if (handshake is not null)
        {
            _webHooks.Add(subscription.Name, (handshake, pump));
        }
        return pump;
    }

    private WebApplication CreateApplication(EventRouter router, List<SubscriptionPump> pumps)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The topics give their own answer to a body that is too large.
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(loggerFactory);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        var application = builder.Build();
        application.UseRouting();
        new TopicEndpoints(options, router).Map(application);
        EmulatorEndpoints.Map(
            application, () => new EmulatorStatus(router.Accepted, [.. pumps.Select(pump => pump.ReadStatus())]), _webHooks);
        application.UseEndpoints(_ => { });
        return application;
    }

    private void TellValidationUrls(Uri endpoint)
    {
        foreach (var (name, (handshake, _)) in _webHooks)
        {
            handshake.ValidationUrl = new Uri(endpoint, $"{EmulatorEndpoints.ValidatePath}?subscription={name}&code={handshake.Code}");
        }
    }

    private void Resume(
        List<SubscriptionPump> pumps, IEventJournal journal, IReadOnlyList<(string Subscription, PendingDelivery Delivery)> undelivered,
        DeliveryTiming timing)
    {
        var now = time.GetUtcNow();
        foreach (var (name, delivery) in undelivered)
        {
            var pump = pumps.Find(one => one.Subscription.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (pump is not null)
            {
                delivery.Due = timing.DueAgain(delivery.Due, delivery.Attempts, now);
                pump.Add(delivery);
                continue;
            }
            LogForgotten(delivery.Event.Id, name);
            journal.Done(delivery.Number, name);
        }
    }

    [LoggerMessage(
        20, LogLevel.Warning, "Event {EventId} in the journal is for the subscription {Subscription}, which is gone; it is dropped")]
    private partial void LogForgotten(string eventId, string subscription);
}
