using System.Net;
using System.Net.Sockets;
using RingRift.Emulators.EventGrid;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.Tests.EventGrid;

public sealed class HandshakeTests
{
    [Fact]
    public async Task Should_ask_in_the_way_of_cloud_events_before_it_delivers()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Emulator.ValidateAsync("to-webhook", TestTime.Token);

        var headers = Assert.Single(scenario.WebHook.Handshakes);
        Assert.Equal("eventgrid.azure.net", headers["webhook-request-origin"]);
        Assert.True(scenario.Subscription.Ready);
    }

    [Fact]
    public async Task When_the_origin_is_not_allowed_should_hold_events_back_and_ask_again()
    {
        await using var receiver = await WebHookReceiver.StartAsync();
        receiver.AllowedOrigin = "someone.else";
        await using var emulator = await EventGridEmulator.StartAsync(
            Options(receiver.Endpoint) with { HandshakeInterval = TimeSpan.FromDays(1) });
        await Scenario.CreatePublisher(emulator, Scenario.Key).SendEventAsync(Scenario.Event("a"));
        await emulator.WhenSettledAsync(TestTime.Token);
        var before = emulator.Status.Subscriptions[0];

        receiver.AllowedOrigin = "eventgrid.azure.net";
        await emulator.ValidateAsync("to-webhook", TestTime.Token);
        await emulator.WhenIdleAsync(TestTime.Token);

        Assert.Equal((false, 1, 0L), (before.Ready, before.Pending, before.Failed));
        Assert.Contains("no WebHook-Allowed-Origin", before.LastError, StringComparison.Ordinal);
        Assert.Equal("0", Assert.Single(receiver.Received).Headers["aeg-delivery-count"]);
    }

    [Fact]
    public async Task When_the_webhook_starts_later_should_deliver_what_was_published_before()
    {
        var port = FreePort();
        var options = Options(new Uri($"http://127.0.0.1:{port}/hook")) with { HandshakeInterval = TimeSpan.FromMilliseconds(20) };
        await using var emulator = await EventGridEmulator.StartAsync(options);
        await Scenario.CreatePublisher(emulator, Scenario.Key).SendEventAsync(Scenario.Event("a"));
        await emulator.WhenSettledAsync(TestTime.Token);

        await using var receiver = await WebHookReceiver.StartAsync(port);
        await emulator.WhenIdleAsync(TestTime.Token);

        Assert.Equal("a", Assert.Single(receiver.Received).Id);
    }

    [Fact]
    public async Task Should_take_the_validation_code_in_the_way_of_event_grid()
    {
        await using var receiver = await WebHookReceiver.StartAsync();
        await using var emulator = await EventGridEmulator.StartAsync(Options(receiver.Endpoint, WebHookHandshakeKind.EventGrid));

        await emulator.ValidateAsync("to-webhook", TestTime.Token);

        Assert.Equal("SubscriptionValidation", Assert.Single(receiver.Handshakes)["aeg-event-type"]);
    }

    [Fact]
    public async Task When_the_validation_url_is_visited_should_accept_the_webhook()
    {
        await using var receiver = await WebHookReceiver.StartAsync();
        var url = new TaskCompletionSource<string>();
        receiver.AnswerValidation = data =>
        {
            url.TrySetResult(data.GetProperty("validationUrl").GetString()!);
            return new { };
        };
        var options = Options(receiver.Endpoint, WebHookHandshakeKind.EventGrid) with { HandshakeInterval = TimeSpan.FromDays(1) };
        await using var emulator = await EventGridEmulator.StartAsync(options);
        using var http = new HttpClient();
        var address = await url.Task.WaitAsync(TestTime.Patience);
        await emulator.WhenSettledAsync(TestTime.Token);
        Assert.False(emulator.Status.Subscriptions[0].Ready);

        using var wrong = await http.GetAsync(new Uri(address + "0"));
        using var right = await http.GetAsync(new Uri(address));
        await emulator.ValidateAsync("to-webhook", TestTime.Token);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (wrong.StatusCode, right.StatusCode));
    }

    private static EventGridEmulatorOptions Options(Uri endpoint, WebHookHandshakeKind kind = WebHookHandshakeKind.CloudEvents) =>
        Scenario.Options(new EventSubscription("to-webhook", Scenario.Topic, new WebHookDestination(endpoint) { Handshake = kind }));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
