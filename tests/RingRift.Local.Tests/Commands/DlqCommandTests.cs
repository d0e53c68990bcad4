using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using RingRift.Azure.Redelivery;
using RingRift.Emulators.Storage;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Json;
using RingRift.Local.Stack;

namespace RingRift.Local.Tests.Commands;

/// <summary>The commands on real storage: a stopped stack's, and one that says that it runs.</summary>
[Trait("Category", "Slow")]
public sealed class DlqCommandTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TestFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task When_the_stack_is_stopped_should_list_show_and_discard_but_say_that_it_cannot_redrive()
    {
        var (a, b) = (Letter("a", 0), Letter("b", 1));
        await StoreAsync(a, b);

        var list = await RunAsync("dlq", "list", "--json");
        var show = await RunAsync("dlq", "show", a.Id);
        var redrive = await RunAsync("dlq", "redrive", a.Id);
        var discard = await RunAsync("dlq", "discard", a.Id, "--reason", "old");
        var open = await RunAsync("dlq", "list");
        var discarded = await RunAsync("dlq", "list", "--status", "discarded", "--json");

        Assert.Equal([b.Id, a.Id], Lines(list).Select(line => JsonSerializer.Deserialize<DeadLetterSummary>(line, EventJson.Options)!.Id));
        Assert.Contains("broken because", show.Output, StringComparison.Ordinal);
        Assert.Contains("\"any\": \"thing\"", show.Output, StringComparison.Ordinal);
        Assert.Equal(1, redrive.ExitCode);
        Assert.Contains("is stopped", redrive.Error, StringComparison.Ordinal);
        Assert.Equal((0, true), (discard.ExitCode, discard.Output.Contains($"{a.Id} discarded", StringComparison.Ordinal)));
        Assert.Contains(b.Id, Assert.Single(Lines(open)), StringComparison.Ordinal);
        Assert.Equal("old", JsonSerializer.Deserialize<DeadLetterSummary>(Assert.Single(Lines(discarded)), EventJson.Options)!.StatusNote);
    }

    [Fact]
    public async Task When_the_stack_runs_should_send_what_is_redriven_to_its_functions()
    {
        var (a, b, c) = (Letter("a", 0), Letter("b", 1), Letter("c", 2) with { Consumer = "ExportSamples" });
        await StoreAsync(a, b, c);
        var folder = new StackFolder(_data.Path);
        using var running = folder.Lock();
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder.Storage });
        await folder.PublishAsync(new StackEndpoints(azurite.ConnectionString, new Uri("http://127.0.0.1:1/"), new Uri("http://127.0.0.1:2/")), default);

        var planned = await RunAsync("dlq", "redrive", "--consumer", "PlanTraining");
        var dry = await RunAsync("dlq", "redrive", a.Id, "--dry-run");
        Assert.Empty(await SentAsync(azurite));
        var byFilter = await RunAsync("dlq", "redrive", "--consumer", "PlanTraining", "--yes", "--reason", "mended", "--json");
        var byId = await RunAsync("dlq", "redrive", c.Id);
        var unknown = await RunAsync("dlq", "redrive", DeadLetterId.Of("ExportSamples", "unheard of"));

        Assert.Contains("2 dead letters; nothing was changed; add --yes", planned.Output, StringComparison.Ordinal);
        Assert.Contains($"{a.Id} would be changed", dry.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 1), (byFilter.ExitCode, byId.ExitCode, unknown.ExitCode));
        Assert.Contains("does not exist", unknown.Output, StringComparison.Ordinal);
        Assert.Equal(new[] { a.Id, b.Id, c.Id }.Order(StringComparer.Ordinal), (await SentAsync(azurite)).Select(message => message.LetterId!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("one of the three", "dlq", "redrive")]
    [InlineData("one of the three", "dlq", "discard", "--all", "--consumer", "x")]
    [InlineData("'no-id'", "dlq", "redrive", "no-id")]
    [InlineData("'closed'", "dlq", "list", "--status", "closed")]
    [InlineData("'hex9_2p'", "dlq", "list", "--config", "hex9_2p")]
    [InlineData("'monday'", "dlq", "list", "--from", "monday")]
    [InlineData("1 to 1000", "dlq", "list", "--take", "0")]
    [InlineData("--consumer", "replay", "--correlation", "c")]
    [InlineData("either a correlation, or from and to", "replay", "--consumer", "PlanTraining")]
    [InlineData("before", "replay", "--consumer", "PlanTraining", "--from", "2026-03-02", "--to", "2026-03-01")]
    public async Task When_a_value_is_bad_should_name_it(string named, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_there_is_no_stack_should_say_so()
    {
        var run = await CommandRun.OfAsync("dlq", "list", "--data", Path.Combine(_data.Path, "empty"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("train first", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync([.. arguments, "--data", _data.Path]);

    private static string[] Lines(CommandRun run) => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static DeadLetter Letter(string id, int minute)
    {
        var envelope = new EventEnvelope
        {
            Id = id,
            Source = "/ringrift/test",
            Time = Noon,
            Type = DataEventType.NpzExportComplete,
            SchemaVersion = 1,
            CorrelationId = "hex8_2p-0001",
            CausationId = id,
            Subject = "hex8_2p/0001",
            Data = JsonSerializer.SerializeToElement(new { any = "thing" }),
        };
        return DeadLetter.Of(envelope, DeadLetterOrigin.Handler, "PlanTraining", "broken because", Noon.AddMinutes(minute));
    }

    private async Task StoreAsync(params DeadLetter[] letters)
    {
        var folder = new StackFolder(_data.Path);
        Assert.NotEmpty(folder.Storage);
        await using var storage = await StackStorage.OpenAsync(folder, default);
        foreach (var letter in letters)
        {
            await storage.Get<IDeadLetterStore>().AddAsync(letter, default);
        }
    }

    private static async Task<IReadOnlyList<RedeliveryMessage>> SentAsync(AzuriteProcess azurite)
    {
        var queue = new QueueClient(azurite.ConnectionString, RedeliveryMessage.Queue, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_11_05));
        await queue.CreateIfNotExistsAsync();
        var sent = new List<RedeliveryMessage>();
        foreach (var message in (await queue.ReceiveMessagesAsync(32)).Value)
        {
            Assert.True(RedeliveryMessage.TryParse(Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString())), out var redelivery, out _));
            sent.Add(redelivery!);
        }

        return sent;
    }
}
