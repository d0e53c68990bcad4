using Azure;
using Azure.Messaging;
using Azure.Messaging.EventGrid;
using RingRift.Emulators.EventGrid;
using RingRift.Emulators.EventGrid.Delivery;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.Tests.EventGrid;

/// <summary>An emulator, one webhook that subscribes to its one topic, and the real client.</summary>
public sealed class Scenario : IAsyncDisposable
{
    public const string Topic = "pipeline";
    public const string Key = "local-key";

    private Scenario(EventGridEmulator emulator, WebHookReceiver webHook)
    {
        Emulator = emulator;
        WebHook = webHook;
        Publisher = CreatePublisher(emulator, Key);
    }

    public EventGridEmulator Emulator { get; }

    public WebHookReceiver WebHook { get; }

    public EventGridPublisherClient Publisher { get; }

    public SubscriptionStatus Subscription => Emulator.Status.Subscriptions[0];

    public static async Task<Scenario> StartAsync(
        Func<EventSubscription, EventSubscription>? subscription = null,
        Func<EventGridEmulatorOptions, EventGridEmulatorOptions>? options = null,
        TimeProvider? time = null)
    {
        var webHook = await WebHookReceiver.StartAsync();
        var subscribed = new EventSubscription("to-webhook", Topic, new WebHookDestination(webHook.Endpoint));
        subscribed = subscription?.Invoke(subscribed) ?? subscribed;
        var declared = Options(subscribed);
        var emulator = await EventGridEmulator.StartAsync(options?.Invoke(declared) ?? declared, time);
        return new Scenario(emulator, webHook);
    }

    public static EventGridEmulatorOptions Options(params EventSubscription[] subscriptions) =>
        new() { Key = Key, Topics = [Topic], Subscriptions = subscriptions, RetryTimeScale = 0.001, RetryJitter = 0 };

    public static EventGridPublisherClient CreatePublisher(EventGridEmulator emulator, string key) =>
        new(emulator.TopicEndpoint(Topic), new AzureKeyCredential(key), new EventGridPublisherClientOptions { Retry = { MaxRetries = 0 } });

    public static CloudEvent Event(string id, string type = "Ring.Done", object? data = null) =>
        new("/ringrift/test", type, data ?? new { number = 1 }) { Id = id };

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        await WebHook.DisposeAsync();
    }
}
