using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure;
using Azure.Messaging.EventGrid;
using Azure.Storage.Queues;
using RingRift.Azure.Events;
using RingRift.Azure.Topology;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Functions.Tests.Runtime;
using RingRift.Fuzzing;
using RingRift.Local.Stack;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Runs;

namespace RingRift.Functions.Tests.Functions;

/// <summary>All functions on real storage, with events carried by the real client through the Event Grid emulator.</summary>
[Trait("Category", "Slow")]
public sealed class StackTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task When_a_run_is_started_should_put_its_first_jobs_where_workers_take_them()
    {
        await using var stack = await StartAsync();

        using var answer = await stack.Host.Client.PostAsync("/api/runs/hex8_2p", content: null);
        await stack.EventGrid.WhenIdleAsync();

        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        Assert.True((await answer.Content.ReadFromJsonAsync<RunStarted>(EventJson.Options))!.Started);
        var jobs = (await azurite.Open(JobQueues.Selfplay, QueueMessageEncoding.Base64).ReceiveMessagesAsync(32)).Value
            .Where(message => !message.MessageText.Contains("\"unheard\"", StringComparison.Ordinal))
            .Select(message => CloudEventMapper.Parse(message.MessageText))
            .Where(job => !job.Id.StartsWith("broken-", StringComparison.Ordinal))
            .ToList();
        Assert.All(jobs, job => Assert.Equal(DataEventType.SelfplayRequested, job.Type));
        Assert.Equal(["hex8_2p/0001", "hex8_2p/0002", "hex8_2p/0003", "hex8_2p/0004"], jobs.Select(job => job.Subject).Order());
    }

    [Fact]
    public async Task When_broken_events_of_every_type_are_published_should_deliver_each_once_and_keep_it_as_a_dead_letter()
    {
        await using var stack = await StartAsync();
        var client = new EventGridPublisherClient(stack.EventGrid.TopicEndpoint(PipelineTopology.Topic), new AzureKeyCredential(EventStack.Key));

        await client.SendEventsAsync([.. Consumed.Select(type => SentEvent.Of(Broken(type)))]);
        await stack.EventGrid.WhenIdleAsync();

        Assert.All(stack.EventGrid.Status.Subscriptions, one => Assert.Equal((1, 0), (one.Delivered, one.Failed)));
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var kept = new HashSet<string>();
        while (kept.Count < Taken.Length)
        {
            var list = await stack.Host.Client.GetFromJsonAsync<LetterList>("/api/dead-letters", EventJson.Options, patience.Token);
            kept.UnionWith(list!.Letters.Select(letter => letter.EventId!));
        }

        Assert.Equal(Taken.Select(type => $"broken-{type}").Order(), kept.Order());
    }

    private static IEnumerable<DataEventType> Consumed =>
        EventCatalogue.All.Where(definition => definition.Consumers.Count > 0).Select(definition => definition.Type);

    private static DataEventType[] Taken => [.. Consumed.Except([DataEventType.SelfplayRequested, DataEventType.TrainingRequested])];

    private static EventEnvelope Broken(DataEventType type) => new()
    {
        Id = $"broken-{type}",
        Source = "/ringrift/test",
        Time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        Type = type,
        SchemaVersion = EventCatalogue.Of(type).SchemaVersion,
        CorrelationId = "hex8_2p-0009",
        CausationId = $"broken-{type}",
        Subject = "hex8_2p/0009",
        Data = JsonSerializer.SerializeToElement(new { unheard = "of" }),
    };

    private Task<EventStack> StartAsync() => EventStack.StartAsync(
        azurite.ConnectionString,
        functions => PipelineTopology.Subscriptions.Select(route => EmulatedSubscriptions.Of(route, azurite.ConnectionString, functions)),
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
}
