using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RingRift.Emulators.EventGrid;
using RingRift.Emulators.EventGrid.Events;
using RingRift.Emulators.EventGrid.Journal;
using RingRift.Emulators.EventGrid.Subscriptions;

namespace RingRift.Emulators.Tests.EventGrid.Journal;

public sealed class FileJournalTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("event-journal-");

    private string JournalPath => Path.Combine(_folder.FullName, "events.journal");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task When_the_emulator_dies_after_it_accepted_should_deliver_in_its_next_life()
    {
        // Its time stands still, so that it does not retry itself.
        await using var scenario = await Scenario.StartAsync(
            options: options => options with { JournalFolder = _folder.FullName }, time: new FakeTimeProvider());
        scenario.WebHook.Answer = got => Task.FromResult<int?>(got.Id == "delivered" ? 200 : 503);
        await scenario.Publisher.SendEventsAsync([Scenario.Event("delivered"), Scenario.Event("failed")]);
        await scenario.Emulator.WhenSettledAsync(TestTime.Token);
        await JournalHasAsync("\"operation\":\"Attempted\"", "\"operation\":\"Done\"");

        // What a killed process leaves is what is in the file at that time.
        var left = Directory.CreateDirectory(Path.Combine(_folder.FullName, "left"));
        File.Copy(JournalPath, Path.Combine(left.FullName, "events.journal"));
        scenario.WebHook.Answer = _ => Task.FromResult<int?>(200);
        var subscription = new EventSubscription("to-webhook", Scenario.Topic, new WebHookDestination(scenario.WebHook.Endpoint));
        await using var next = await EventGridEmulator.StartAsync(Scenario.Options(subscription) with { JournalFolder = left.FullName });
        await next.WhenIdleAsync(TestTime.Token);

        Assert.Equal(["failed"], scenario.WebHook.Received.Skip(2).Select(got => got.Id));
        Assert.Equal("1", scenario.WebHook.Received.Last().Headers["aeg-delivery-count"]);
    }

    [Fact]
    public async Task When_a_subscription_is_gone_should_forget_its_events()
    {
        await WriteAsync(Accepted(1, "gone"));
        await using (var emulator = await EventGridEmulator.StartAsync(Scenario.Options() with { JournalFolder = _folder.FullName }))
        {
            await emulator.WhenIdleAsync(TestTime.Token);
        }

        Assert.Empty(await ReopenAsync());
    }

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"T","data":"<\u00e4\u003cä環🎲","n":1e-7}""", true)]
    [InlineData("{\n  \"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/s\", \"type\": \"T\" }", false)]
    public async Task When_an_event_comes_back_should_be_as_it_was_sent_to_the_character_but_for_line_breaks(string sent, bool isOneLine)
    {
        using var json = System.Text.Json.JsonDocument.Parse(sent);
        await WriteAsync(new AcceptedEvent(1, Scenario.Topic, Now, CloudEventDocument.Create(json.RootElement), ["one"]));

        var back = System.Text.Encoding.UTF8.GetString(Assert.Single(await ReopenAsync()).Delivery.Event.Json.Span);
        Assert.Equal(isOneLine, back == sent);
        Assert.True(System.Text.Json.JsonElement.DeepEquals(json.RootElement, System.Text.Json.JsonDocument.Parse(back).RootElement));
    }

    [Fact]
    public async Task When_the_last_line_is_cut_off_should_keep_the_lines_before()
    {
        await WriteAsync(Accepted(1, "one", "two"), Accepted(2, "one"));
        var content = await File.ReadAllBytesAsync(JournalPath);
        await File.WriteAllBytesAsync(JournalPath, content[..^10]);

        var whole = content.AsSpan(..^1).LastIndexOf((byte)'\n') + 1;
        var said = new Said();
        var (journal, left) = FileJournal.Open(_folder.FullName, Now, said);
        await journal.DisposeAsync();

        Assert.Equal([("one", "1"), ("two", "1")], left.Select(left => (left.Subscription, left.Delivery.Event.Id)));
        Assert.Equal(
            $"The event journal {JournalPath} ends in the middle of a line: {content.Length - 10 - whole} bytes from byte {whole} on are dropped, 1 events before them are kept",
            Assert.Single(said.Lines));
    }

    [Fact]
    public async Task When_only_the_end_of_the_last_line_is_missing_should_keep_it()
    {
        await WriteAsync(Accepted(1, "one"), Accepted(2, "one"));
        var content = await File.ReadAllBytesAsync(JournalPath);
        await File.WriteAllBytesAsync(JournalPath, content[..^1]);

        Assert.Equal(["1", "2"], (await ReopenAsync()).Select(left => left.Delivery.Event.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task When_an_attempt_was_put_off_by_a_clock_that_was_ahead_should_make_it_at_once(int days)
    {
        await using var webHook = await WebHookReceiver.StartAsync();
        var time = new FakeTimeProvider(Now);
        var (journal, _) = FileJournal.Open(_folder.FullName, Now, NullLogger.Instance);
        var accepted = Accepted(1, "to-webhook");
        await journal.AcceptAsync([accepted]);
        journal.Attempted(
            new PendingDelivery(1, accepted.Event, Now) { AliveSince = Now, Attempts = 1, Due = Now.AddDays(days) }, "to-webhook");
        await journal.DisposeAsync();

        // Its time stands still: what is not due now is never delivered.
        var subscription = new EventSubscription("to-webhook", Scenario.Topic, new WebHookDestination(webHook.Endpoint));
        await using var emulator = await EventGridEmulator.StartAsync(
            Scenario.Options(subscription) with { JournalFolder = _folder.FullName, RetryTimeScale = 1 }, time);
        await emulator.WhenIdleAsync(TestTime.Token);

        Assert.Equal("1", Assert.Single(webHook.Received).Id);
    }

    [Fact]
    public async Task When_a_line_is_damaged_should_name_it_and_leave_the_file_alone()
    {
        await WriteAsync(Accepted(1, "one"), Accepted(2, "one"));
        var lines = await File.ReadAllLinesAsync(JournalPath);
        await File.WriteAllLinesAsync(JournalPath, [lines[0][..20], lines[1]]);
        var before = await File.ReadAllBytesAsync(JournalPath);

        var error = await Assert.ThrowsAsync<InvalidDataException>(ReopenAsync);

        Assert.Contains("Line 1 ", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(JournalPath));
    }

    [Fact]
    public async Task Should_compact_while_it_runs_and_lose_nothing()
    {
        const int limit = 10_000;
        var (journal, _) = FileJournal.Open(_folder.FullName, Now, NullLogger.Instance, limit);
        await journal.AcceptAsync([Accepted(1, "one", "two")]);
        for (var number = 2; number < 500; number++)
        {
            await journal.AcceptAsync([Accepted(number, "one")]);
            journal.Done(number, "one");
        }
        journal.Done(1, "two");
        await journal.DisposeAsync();

        Assert.InRange(new FileInfo(JournalPath).Length, 1, 2 * limit);
        Assert.Equal([("one", "1")], (await ReopenAsync()).Select(left => (left.Subscription, left.Delivery.Event.Id)));
    }

    [Fact]
    public async Task When_another_emulator_has_the_folder_should_refuse_it()
    {
        var (journal, _) = FileJournal.Open(_folder.FullName, Now, NullLogger.Instance);
        Assert.Throws<IOException>(() => FileJournal.Open(_folder.FullName, Now, NullLogger.Instance));
        await journal.DisposeAsync();
    }

    private static AcceptedEvent Accepted(long number, params string[] subscriptions)
    {
        using var json = System.Text.Json.JsonDocument.Parse($$"""{"specversion":"1.0","id":"{{number}}","source":"/s","type":"T"}""");
        return new AcceptedEvent(number, Scenario.Topic, Now, CloudEventDocument.Create(json.RootElement), subscriptions);
    }

    private async Task WriteAsync(params AcceptedEvent[] events)
    {
        var (journal, _) = FileJournal.Open(_folder.FullName, Now, NullLogger.Instance);
        foreach (var one in events)
        {
            await journal.AcceptAsync([one]);
        }
        await journal.DisposeAsync();
    }

    private async Task<IReadOnlyList<(string Subscription, PendingDelivery Delivery)>> ReopenAsync()
    {
        var (journal, left) = FileJournal.Open(_folder.FullName, Now, NullLogger.Instance);
        await journal.DisposeAsync();
        return left;
    }

    /// <summary>These records are written without anybody waiting for them.</summary>
    private async Task JournalHasAsync(params string[] texts)
    {
        using var patience = new CancellationTokenSource(TestTime.Patience);
        while (true)
        {
            using var file = new StreamReader(
                new FileStream(JournalPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            var content = await file.ReadToEndAsync(patience.Token);
            if (Array.TrueForAll(texts, text => content.Contains(text, StringComparison.Ordinal)))
            {
                return;
            }
            await Task.Yield();
        }
    }

    private sealed class Said : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
