using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Messaging.EventGrid;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RingRift.Azure.DeadLetters;
using RingRift.Azure.Events;
using RingRift.Azure.Topology;
using RingRift.Emulators.EventGrid.Subscriptions;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Eventing.Transactions;
using RingRift.Functions.Tests.Runtime;
using RingRift.Fuzzing;
using RingRift.Local.Stack;

namespace RingRift.Functions.Tests.Functions;

/// <summary>Dead letters of all three sources on real storage and the Event Grid emulator, mended and redriven over HTTP.</summary>
[Trait("Category", "Slow")]
public sealed class RedriveStackTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string OtherConsumer = "other-consumer";
    private static readonly (string Consumer, DataEventType Type)[] Broken =
    [
        ("CollectSelfplay", DataEventType.SelfplayComplete), ("PlanTraining", DataEventType.NpzExportComplete), ("SyncGames", DataEventType.DataSyncTriggered),
    ];

    private readonly Fault _fault = new();

    [Fact]
    public async Task When_handlers_are_mended_and_all_letters_redriven_should_have_each_effect_once_and_trouble_nobody_else()
    {
        await using var stack = await StartAsync();
        var client = new EventGridPublisherClient(stack.EventGrid.TopicEndpoint(PipelineTopology.Topic), new AzureKeyCredential(EventStack.Key));
        await client.SendEventsAsync([.. Broken.Select(one => SentEvent.Of(Event(one.Type)))]);
        await stack.EventGrid.WhenIdleAsync();
        await TellOfABlobAsync(stack);
        var undelivered = await stack.Host.Client.GetFromJsonAsync<LetterList>("/api/dead-letters?status=open", EventJson.Options);
        Assert.Contains(undelivered!.Letters, letter => letter is { Consumer: "CollectSelfplay", Origin: DeadLetterOrigin.EventGrid });
        var letters = await LettersAsync(stack, DeadLetterStatus.Open, collect: true);
        Assert.Equal(
            [("CollectSelfplay", DeadLetterOrigin.EventGrid), ("PlanTraining", DeadLetterOrigin.Handler), ("SyncGames", DeadLetterOrigin.PoisonQueue)],
            letters.Select(letter => (letter.Consumer, letter.Origin)).OrderBy(letter => letter.Consumer));

        _fault.IsMended = true;
        await RedriveAsync(stack, new { all = true, reason = "mended" });
        var redriven = await LettersAsync(stack, DeadLetterStatus.Redriven, collect: false);
        await RedriveAsync(stack, new { ids = redriven.Select(letter => letter.Id), reason = "once more" });
        await LettersAsync(stack, DeadLetterStatus.Redriven, collect: false, note: "once more: it was handled before");

        Assert.All(redriven, letter => Assert.Equal(letter.Consumer == "CollectSelfplay" ? letters.Single(old => old.Id == letter.Id).Attempts : 1, letter.Attempts));
        foreach (var (consumer, _) in Broken)
        {
            Assert.Equal(1, await EffectsAsync(stack, consumer));
        }

        var others = await azurite.Open(OtherConsumer, QueueMessageEncoding.Base64).ReceiveMessagesAsync(32);
        Assert.Equal(Broken.Select(one => $"event-{one.Type}").Order(), others.Value.Select(message => CloudEventMapper.Parse(message.MessageText).Id).Order());
        Assert.Contains("\"status\":\"redriven\"", await stack.Host.Client.GetStringAsync("/api/health"), StringComparison.Ordinal);
    }

    /// <summary>Waits until the letters of all three consumers have a status (and a note), collecting meanwhile as the timer would.</summary>
    private static async Task<IReadOnlyList<DeadLetterSummary>> LettersAsync(EventStack stack, DeadLetterStatus status, bool collect, string note = "")
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (collect)
            {
                await stack.Host.Services.GetRequiredService<DeadLetterCollection>().CollectAsync(patience.Token);
            }

            var list = await stack.Host.Client.GetFromJsonAsync<LetterList>($"/api/dead-letters?status={status}", EventJson.Options, patience.Token);
            var letters = list!.Letters.Where(letter => note.Length == 0 ? IsEnded(letter) : letter.StatusNote == note).ToList();
            if (letters.Count == Broken.Length)
            {
                return letters;
            }
        }

        // A redrive has ended when the letter says what came of it.
        static bool IsEnded(DeadLetterSummary letter) =>
            letter.Status != DeadLetterStatus.Redriven || letter.StatusNote!.EndsWith(": done", StringComparison.Ordinal);
    }

    private static async Task TellOfABlobAsync(EventStack stack)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/runtime/webhooks/eventgrid?functionName=CollectUndelivered")
        {
            Content = new StringContent(
                $$"""{"specversion":"1.0","id":"b","source":"/storage","type":"{{StorageRoute.EventType}}","data":{} }""", Encoding.UTF8, "application/cloudevents+json"),
        };
        request.Headers.Add("aeg-event-type", "Notification");
        using var answer = await stack.Host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static async Task RedriveAsync(EventStack stack, object command)
    {
        using var answer = await stack.Host.Client.PostAsJsonAsync("/api/dead-letters/redrive", command);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.All(report.RootElement.GetProperty("changes").EnumerateArray(), change => Assert.Equal("redriven", change.GetProperty("outcome").GetString()));
    }

    private static async Task<int> EffectsAsync(EventStack stack, string consumer) =>
        (await stack.Host.Services.GetRequiredService<IAggregateStore>().LoadAsync<Effects>(new AggregateKey($"effects.{consumer}"), default))!.State.Count;

    private static EventEnvelope Event(DataEventType type) => new()
    {
        Id = $"event-{type}",
        Source = "/ringrift/test",
        Time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Type = type,
        SchemaVersion = 1,
        CorrelationId = "hex8_2p-0009",
        CausationId = $"event-{type}",
        Subject = "hex8_2p/0009",
        Data = JsonSerializer.SerializeToElement(new PayloadGenerator(new Random((int)type)).Payload(type)),
    };

    private Task<EventStack> StartAsync() => EventStack.StartAsync(
        azurite.ConnectionString,
        functions =>
        [
            .. PipelineTopology.Subscriptions.Where(route => Broken.Any(one => one.Consumer == route.Consumer)).Select(route => OnceOnly(route, functions)),
            new EventSubscription(OtherConsumer, PipelineTopology.Topic, new StorageQueueDestination(azurite.ConnectionString, OtherConsumer)),
        ],
        """{ "version": "2.0", "extensions": { "queues": { "maxDequeueCount": 1, "maxPollingInterval": "00:00:00.1" } } }""",
        services =>
        {
            services.RemoveAll<IEventHandler>();
            foreach (var (consumer, type) in Broken)
            {
                services.AddSingleton<IEventHandler>(provider => new FaultyHandler(consumer, type, _fault, provider.GetRequiredService<AggregateTransaction>()));
            }
        });

    private EventSubscription OnceOnly(EventRoute route, Uri functions) => EmulatedSubscriptions.Of(route, azurite.ConnectionString, functions) with
    {
        RetryPolicy = new RetryPolicy(MaxDeliveryAttempts: 1),
    };

    private sealed class Fault
    {
        public bool IsMended { get; set; }
    }

    private sealed record Effects(int Count) : StoredRecord;

    /// <summary>Throws or gives up until it is mended; then has one effect for each event.</summary>
    private sealed class FaultyHandler(string name, DataEventType type, Fault fault, AggregateTransaction transaction) : IEventHandler
    {
        public string Name => name;

        public DataEventType Accepts => type;

        public Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken) => fault.IsMended
            ? transaction.ExecuteAsync<Effects>(
                new AggregateKey($"effects.{name}"),
                envelope,
                state => new Decision<Effects>.Accept(new Effects((state?.Count ?? 0) + 1)),
                cancellationToken)
            : name == "PlanTraining"
                ? Task.FromResult<HandlerResult>(new HandlerResult.DeadLetter("broken"))
                : throw new InvalidOperationException("broken");
    }
}
