using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Messaging;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Time.Testing;
using RingRift.Emulators.EventGrid;
using RingRift.Emulators.EventGrid.Subscriptions;
using RingRift.Emulators.Tests.Storage;

namespace RingRift.Emulators.Tests.EventGrid;

[Collection(AzuriteCollection.Name)]
public sealed partial class StorageDeliveryTests(AzuriteFixture fixture)
{
    private string Account => fixture.Azurite.ConnectionString;

    [Fact]
    public async Task Should_put_the_event_into_a_new_queue_in_base64()
    {
        var options = Scenario.Options(new EventSubscription("to-queue", Scenario.Topic, new StorageQueueDestination(Account, "events")));
        await using var emulator = await EventGridEmulator.StartAsync(options);

        await Scenario.CreatePublisher(emulator, Scenario.Key).SendEventAsync(Scenario.Event("a", data: new { text = "ä" }));
        await emulator.WhenIdleAsync(TestTime.Token);

        var message = await new QueueClient(Account, "events").ReceiveMessageAsync();
        var got = CloudEvent.Parse(BinaryData.FromBytes(Convert.FromBase64String(message.Value.Body.ToString())))!;
        Assert.Equal("a", got.Id);
        Assert.Equal("ä", got.Data!.ToObjectFromJson<JsonElement>().GetProperty("text").GetString());
    }

    [Fact]
    public async Task When_an_event_does_not_fit_a_queue_message_should_dead_letter_it()
    {
        var subscription = new EventSubscription("to-small", Scenario.Topic, new StorageQueueDestination(Account, "small"))
        {
            DeadLetter = new DeadLetterContainer(Account, "too-large"),
        };
        await using var emulator = await EventGridEmulator.StartAsync(Scenario.Options(subscription));

        await Scenario.CreatePublisher(emulator, Scenario.Key).SendEventAsync(Scenario.Event("a", data: new string('x', 50 * 1024)));
        await emulator.WhenIdleAsync(TestTime.Token);

        var (_, letter) = await SingleDeadLetterAsync("too-large");
        Assert.Equal("PayloadTooLarge", letter.GetProperty("lastdeliveryoutcome").GetString());
    }

    [Fact]
    public async Task When_attempts_are_used_up_should_write_a_dead_letter_as_the_service_does()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var scenario = await Scenario.StartAsync(
            subscription => subscription with
            {
                RetryPolicy = new RetryPolicy(MaxDeliveryAttempts: 2),
                DeadLetter = new DeadLetterContainer(Account, "attempts"),
            },
            time: time);
        scenario.WebHook.Answer = _ => Task.FromResult<int?>(404);
        var sent = Scenario.Event("a", data: new { number = 7 });
        sent.ExtensionAttributes["correlationid"] = "c1";

        await scenario.Publisher.SendEventAsync(sent);
        await scenario.Emulator.WhenSettledAsync(TestTime.Token);
        time.Advance(TimeSpan.FromMinutes(5));
        await scenario.Emulator.WhenIdleAsync(TestTime.Token);

        var (name, letter) = await SingleDeadLetterAsync("attempts");
        Assert.Matches(@"^TO-WEBHOOK/2026/1/2/3/[0-9a-f-]{36}\.json$", name);
        Assert.Equal("MaxDeliveryAttemptsExceeded", letter.GetProperty("deadletterreason").GetString());
        Assert.Equal(2, letter.GetProperty("deliveryattempts").GetInt32());
        Assert.Equal("NotFound", letter.GetProperty("lastdeliveryoutcome").GetString());
        Assert.Equal("2026-01-02T03:04:05Z", letter.GetProperty("publishtime").GetString());
        Assert.Equal("a", letter.GetProperty("id").GetString());
        Assert.Equal("c1", letter.GetProperty("correlationid").GetString());
        Assert.Equal(7, letter.GetProperty("data").GetProperty("number").GetInt32());
        Assert.Equal(1, scenario.Subscription.DeadLettered);
    }

    [Fact]
    public async Task When_storage_is_down_should_keep_the_events_and_say_why()
    {
        var nowhere = NoHostPort().Replace(Account, "http://127.0.0.1:1/");
        var subscription = new EventSubscription("to-nowhere", Scenario.Topic, new StorageQueueDestination(nowhere, "events"));
        await using var emulator = await EventGridEmulator.StartAsync(
            Scenario.Options(subscription) with { HandshakeInterval = TimeSpan.FromDays(1) });

        await Scenario.CreatePublisher(emulator, Scenario.Key).SendEventAsync(Scenario.Event("a"));
        await emulator.WhenSettledAsync(TestTime.Token);

        var status = emulator.Status.Subscriptions[0];
        Assert.Equal((false, 1, 0L), (status.Ready, status.Pending, status.Dropped));
        Assert.Contains("queue 'events'", status.LastError, StringComparison.Ordinal);
    }

    private async Task<(string Name, JsonElement Letter)> SingleDeadLetterAsync(string container)
    {
        var client = new BlobContainerClient(Account, container);
        var blobs = new List<string>();
        await foreach (var blob in client.GetBlobsAsync())
        {
            blobs.Add(blob.Name);
        }
        var content = await client.GetBlobClient(Assert.Single(blobs)).DownloadContentAsync();
        var letters = content.Value.Content.ToObjectFromJson<JsonElement>();
        Assert.Equal(1, letters.GetArrayLength());
        return (blobs[0], letters[0]);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex NoHostPort();
}
