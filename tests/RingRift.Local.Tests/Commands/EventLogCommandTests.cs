using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Commands;

/// <summary>The commands on the storage of a stack that is not running.</summary>
[Trait("Category", "Slow")]
public sealed class EventLogCommandTests : IAsyncLifetime
{
    private readonly TestFolder _data = new();
    private readonly EventEnvelope _requested;
    private readonly EventEnvelope _failed;

    public EventLogCommandTests()
    {
        var events = new EventFactory(TimeProvider.System, "/test");
        var key = new AggregateKey("test");
        _requested = events.Create(new SelfplayRequested { Config = "hex8_2p", Iteration = 3, JobId = "job-1", Shard = 0, Games = 7, Seed = 1 }, key, 1, 0, null);
        _failed = events.Create(new TrainingFailed { Config = "hex8_2p", Iteration = 3, JobId = "job-2", Attempt = 1, Reason = "out of memory" }, key, 2, 0, _requested);
    }

    public async Task InitializeAsync()
    {
        var folder = new StackFolder(_data.Path);
        Directory.CreateDirectory(folder.Storage);
        await using var storage = await StackStorage.OpenAsync(folder, CancellationToken.None);
        Assert.False(storage.IsOfRunningStack);
        var log = storage.Get<IEventLog>();
        await log.AppendPublishedAsync([_requested], default);
        await log.AppendPublishedAsync([_failed], default);
        await log.AppendHandledAsync(
            [Handled(_requested, "selfplay-jobs", HandlingOutcome.Done), Handled(_failed, "EndFailedTraining", HandlingOutcome.DeadLetter)], default);
    }

    public Task DisposeAsync()
    {
        _data.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Should_show_the_chain_the_list_and_the_newest_events()
    {
        var trace = await RunAsync(0, "trace", "hex8_2p-0003");
        Assert.Contains("hex8_2p-0003: 2 events, 2 deliveries, 1 failed, 0 waiting", trace.Output, StringComparison.Ordinal);
        var lines = trace.Output.Split('\n');
        Assert.Contains(lines, line => line.Contains("SELFPLAY_REQUESTED hex8_2p/0003 jobId=job-1 shard=0 games=7", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("selfplay-jobs #1: done after 1.500 s", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("  2", StringComparison.Ordinal) && line.Contains("TRAINING_FAILED", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("EndFailedTraining #1: dead-letter after 1.500 s, a reason", StringComparison.Ordinal));

        var json = JsonSerializer.Deserialize<EventTrace>((await RunAsync(0, "trace", "hex8_2p-0003", "--json")).Output, EventJson.Options)!;
        Assert.Equal([_requested.Id, _failed.Id], json.Nodes.Select(node => node.Id));

        var failures = await RunAsync(0, "events", "list", "--failed", "--json");
        Assert.Equal(_failed.Id, JsonSerializer.Deserialize<LoggedEvent>(failures.Output, EventJson.Options)!.Event.Id);
        var list = await RunAsync(0, "events", "list", "--correlation", "hex8_2p-0003", "--from", "1h");
        Assert.Equal(
            [$"[failed] {_failed.Id}", $"[settled] {_requested.Id}"],
            list.Output.Split('\n').Where(line => line.Contains('[', StringComparison.Ordinal)).Select(line => line[line.IndexOf('[', StringComparison.Ordinal)..]));

        var tail = await RunAsync(0, "events", "tail", "--type", "TRAINING_FAILED");
        Assert.Contains("TRAINING_FAILED hex8_2p/0003", tail.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SELFPLAY_REQUESTED", tail.Output, StringComparison.Ordinal);
        Assert.Contains("no stack runs", tail.Error, StringComparison.Ordinal);

        var unknown = await RunAsync(1, "trace", "hex8_2p-0099");
        Assert.Contains("'hex8_2p-0099'", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_name_rows_of_another_version_and_show_the_others()
    {
        await using (var storage = await StackStorage.OpenAsync(new StackFolder(_data.Path), CancellationToken.None))
        {
            var table = storage.Get<TableServiceClient>().GetTableClient("eventlog");
            await foreach (var row in table.QueryAsync<TableEntity>().Where(row => row.ContainsKey("Event") && row.GetString("Event").Contains(_failed.Id, StringComparison.Ordinal)))
            {
                row["Event"] = row.GetString("Event").Replace("\"trainingFailed\"", "\"modelDistilled\"", StringComparison.Ordinal);
                await table.UpdateEntityAsync(row, row.ETag);
            }
        }

        const string reason = "$.type is \"modelDistilled\", which this version does not know";
        foreach (var command in new[] { new[] { "events", "list" }, ["trace", "hex8_2p-0003"], ["events", "list", "--correlation", "hex8_2p-0003"] })
        {
            var text = await RunAsync(1, command);
            Assert.Contains("SELFPLAY_REQUESTED", text.Output, StringComparison.Ordinal);
            Assert.Contains(reason, Assert.Single(text.Output.Split('\n'), line => line.StartsWith("UNREADABLE eventlog ", StringComparison.Ordinal)), StringComparison.Ordinal);
        }

        var lines = (await RunAsync(1, "events", "list", "--json")).Output.Trim().Split('\n');
        Assert.Equal(_requested.Id, JsonSerializer.Deserialize<LoggedEvent>(lines[0], EventJson.Options)!.Event.Id);
        Assert.Equal(reason, (string?)JsonNode.Parse(lines[1])!["unreadable"]!["reason"]);
        Assert.Contains(reason, (await RunAsync(0, "events", "tail")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_follow_a_running_stack_until_the_time_is_over()
    {
        // Whoever holds the folder's lock and says where storage answers is a running stack to the command.
        var folder = new StackFolder(_data.Path);
        await using var storage = await StackStorage.OpenAsync(folder, CancellationToken.None);
        await folder.PublishAsync(new StackEndpoints(storage.ConnectionString, new Uri("http://127.0.0.1:1/"), new Uri("http://127.0.0.1:2/")), CancellationToken.None);

        var tail = await RunAsync(0, "events", "tail", "--for", "5");

        Assert.Contains("SELFPLAY_REQUESTED hex8_2p/0003", tail.Output, StringComparison.Ordinal);
        Assert.Contains("EndFailedTraining: dead-letter", tail.Output, StringComparison.Ordinal);
        Assert.Empty(tail.Error);
    }

    private async Task<CommandRun> RunAsync(int exitCode, params string[] arguments)
    {
        var run = await CommandRun.OfAsync([.. arguments, "--data", _data.Path]);
        Assert.True(run.ExitCode == exitCode, run.Error);
        return run;
    }

    private static HandlingRecord Handled(EventEnvelope envelope, string consumer, HandlingOutcome outcome) => new()
    {
        DeliveryId = $"{consumer}-1",
        EventId = envelope.Id,
        CorrelationId = envelope.CorrelationId,
        Consumer = consumer,
        Time = envelope.Time.AddSeconds(2),
        Duration = TimeSpan.FromSeconds(1.5),
        Outcome = outcome,
        Reason = outcome == HandlingOutcome.Done ? null : "a reason",
    };
}
