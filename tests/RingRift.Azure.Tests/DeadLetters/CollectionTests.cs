using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Azure.DeadLetters;
using RingRift.Azure.Redelivery;
using RingRift.Azure.Topology;
using RingRift.Emulators.Storage;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.DeadLetters;

/// <summary>Real blobs and queues of an Azurite of its own; a store in memory that can be made to fail before and after each step.</summary>
public sealed class CollectionTests(CollectionFixture fixture) : IClassFixture<CollectionFixture>, IAsyncLifetime
{
    private const string Blob = "PLAN-TRAINING/2026/3/1/12/a.json";
    private readonly FaultInjector _faults = new();
    private ServiceProvider _services = null!;

    private IDeadLetterStore Store => _services.GetRequiredService<IDeadLetterStore>();

    public Task InitializeAsync()
    {
        _services = fixture.Provider(_faults);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _services.DisposeAsync().AsTask();

    public static TheoryData<FaultPoint> Crashes => [FaultPoint.BeforeDeadLetter, FaultPoint.AfterDeadLetter];

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task When_keeping_an_undelivered_event_fails_should_collect_it_the_next_time_and_once(FaultPoint crash)
    {
        await UploadAsync(Blob, Sample.Event(Sample.Key()));
        Assert.Equal((0, 1), await CollectFailingAsync(crash));

        Assert.Equal((1, 0), await CollectAsync());

        var letter = Assert.Single(await LettersAsync());
        Assert.Equal(("PlanTraining", DeadLetterOrigin.EventGrid, 5), (letter.Consumer, letter.Origin, letter.Attempts));
        Assert.Equal((0, 0), await CollectAsync());
    }

    [Theory]
    [MemberData(nameof(Crashes))]
    public async Task When_keeping_a_poison_message_fails_should_collect_it_the_next_time_and_once(FaultPoint crash)
    {
        var sent = Sample.Event(Sample.Key());
        await SendAsync("sync-jobs-poison", CloudEventWriter.Write(sent));
        Assert.Equal((0, 1), await CollectFailingAsync(crash));

        Assert.Equal((1, 0), await CollectAsync());

        var letter = Assert.Single(await LettersAsync());
        Assert.Equal(("SyncGames", sent.Id, DeadLetterOrigin.PoisonQueue, 1), (letter.Consumer, letter.EventId, letter.Origin, letter.Attempts));
        Assert.Equal((0, 0), await CollectAsync());
    }

    [Theory]
    [InlineData("{\"by\":\"hand\"}", "not UTF-8 text in Base64")]
    [InlineData("gICA", "not UTF-8 text in Base64")]
    [InlineData("e30=", "the most deliveries")]
    public async Task When_a_poison_message_was_never_readable_should_say_that_and_not_that_it_was_tried(string body, string reason)
    {
        await SendRawAsync("sync-jobs-poison", body);
        Assert.Equal((1, 0), await CollectAsync());
        Assert.Contains(reason, Assert.Single(await LettersAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_one_cannot_be_kept_should_collect_the_others()
    {
        await UploadAsync(Blob, Sample.Event(Sample.Key()));
        await UploadAsync(Blob.Replace("a.json", "b.json", StringComparison.Ordinal), Sample.Event(Sample.Key()));
        var first = true;
        _faults.Fails = (point, _) => point == FaultPoint.BeforeDeadLetter && first && !(first = false);

        Assert.Equal((1, 1), await CollectAsync());
        Assert.Equal((1, 0), await CollectAsync());
        Assert.Equal(2, (await LettersAsync()).Count);
    }

    [Fact]
    public async Task Should_read_every_poison_queue_and_lead_to_its_consumer()
    {
        var routes = PipelineTopology.Subscriptions.Where(route => route.Queue is not null).ToList();
        foreach (var route in routes)
        {
            await SendAsync($"{route.Queue}-poison", "no event");
        }

        Assert.Equal((routes.Count, 0), await CollectAsync());
        var letters = await LettersAsync();
        Assert.Equal(routes.Select(route => route.Consumer).Order(), letters.Select(letter => letter.Consumer).Order());
        Assert.All(letters, letter => Assert.Equal(("no event", null), (letter.Body, letter.EventId)));
    }

    [Fact]
    public async Task When_a_redelivery_was_given_up_should_open_its_letter_again()
    {
        var letter = DeadLetter.Of(Sample.Event(Sample.Key()), DeadLetterOrigin.Handler, "EndFailedTraining", "broken", Sample.Noon);
        await Store.AddAsync(letter, default);
        await Store.TryChangeStatusAsync((await Store.GetAsync(letter.Id, default))!, DeadLetterStatus.Redriven, "mended", Sample.Noon, default);
        await SendAsync("redeliveries-poison", new RedeliveryMessage { Consumer = letter.Consumer, Reason = "mended", LetterId = letter.Id }.ToJson());

        await CollectAsync();

        var again = Assert.Single(await LettersAsync());
        Assert.Equal((letter.Id, DeadLetterStatus.Open, 2, DeadLetterOrigin.PoisonQueue), (again.Id, again.Status, again.Attempts, again.Origin));
        Assert.Equal(letter.Body, again.Body);
    }

    [Fact]
    public async Task When_a_replay_was_given_up_should_become_a_letter_of_its_consumer()
    {
        var replayed = Sample.Event(Sample.Key()) with { ReplayId = "replay-1" };
        await SendAsync(
            "redeliveries-poison",
            new RedeliveryMessage { Consumer = "EndFailedTraining", Reason = "r", Event = CloudEventWriter.Write(replayed), ReplayId = "replay-1" }.ToJson());
        await SendAsync("redeliveries-poison", "no redelivery");

        await CollectAsync();

        Assert.Equal(
            [("EndFailedTraining", "replay-1"), ("redeliveries", null)],
            (await LettersAsync()).Select(letter => (letter.Consumer, letter.ReplayId)).OrderBy(letter => letter.Consumer));
    }

    private async Task<(int Collected, int Left)> CollectAsync()
    {
        var result = await _services.GetRequiredService<DeadLetterCollection>().CollectAsync(default);
        return (result.Collected, result.Left);
    }

    private async Task<(int Collected, int Left)> CollectFailingAsync(FaultPoint crash)
    {
        _faults.Fails = (point, _) => point == crash;
        var result = await CollectAsync();
        _faults.Fails = (_, _) => false;
        return result;
    }

    private async Task UploadAsync(string name, EventEnvelope envelope)
    {
        var container = _services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(PipelineTopology.DeadLetterContainer);
        await container.CreateIfNotExistsAsync();
        var text = CloudEventWriter.Write(envelope)[..^1] + ""","deadletterreason":"TimeToLiveExceeded","deliveryattempts":5}""";
        await container.UploadBlobAsync(name, BinaryData.FromString($"[{text}]"));
    }

    private Task SendAsync(string queue, string text) => SendRawAsync(queue, Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text)));

    private async Task SendRawAsync(string queue, string body)
    {
        var client = _services.GetRequiredService<QueueServiceClient>().GetQueueClient(queue);
        await client.CreateIfNotExistsAsync();
        await client.SendMessageAsync(body);
    }

    private async Task<IReadOnlyList<DeadLetter>> LettersAsync() =>
        [.. (await Store.ListAsync(new DeadLetterQuery(), 100, null, default)).Letters.Select(stored => stored.Letter)];
}

/// <summary>An Azurite whose queues and containers are known to be empty: the names are the topology's.</summary>
public sealed class CollectionFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    public async Task InitializeAsync() => _azurite = await AzuriteProcess.StartAsync();

    public async Task DisposeAsync() => await _azurite!.DisposeAsync();

    public ServiceProvider Provider(FaultInjector faults) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(faults)
        .AddSingleton<IDeadLetterStore, InMemoryDeadLetterStore>()
        .AddAzurePipeline(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = _azurite!.ConnectionString,
            ["EventGrid:TopicEndpoint"] = "http://127.0.0.1:1/api/events",
            ["EventGrid:TopicKey"] = "key",
        }).Build())
        .AddDeadLetterServices()
        .BuildServiceProvider();
}
