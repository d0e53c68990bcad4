using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Eventing.Log;

namespace RingRift.Pipeline.Compliance;

/// <summary>
/// What every <see cref="IEventLog"/> has to do. Each test has hours of its own, so that logs over shared storage do not meet.
/// </summary>
public abstract class EventLogCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _correlation = Sample.Unique("hex8_2p");

    protected EventLogCompliance() => Time = new FakeTimeProvider(Start);

    protected abstract IEventLog Log { get; }

    /// <summary>The log's clock.</summary>
    protected FakeTimeProvider Time { get; }

    private DateTimeOffset Start { get; } = WholeHour.Of(Sample.Noon)
        + TimeSpan.FromHours(BitConverter.ToUInt32(Guid.NewGuid().ToByteArray()) % 10_000_000);

    [Fact]
    public async Task When_nothing_was_published_should_hold_nothing()
    {
        Assert.Empty(await ChainAsync());
        Assert.Empty(await QueryAsync(Start, Start.AddHours(1)));
    }

    [Fact]
    public async Task When_published_should_give_the_event_as_it_was_and_when()
    {
        var envelope = Event(1) with
        {
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            TraceState = "a=b",
            ReplayId = "r",
        };
        Time.Advance(TimeSpan.FromTicks(1234567));
        await Log.AppendPublishedAsync([envelope], None);
        var logged = Assert.Single(await ChainAsync());
        Assert.Equal(Json(envelope), Json(logged.Event));
        Assert.Equal(Start.AddTicks(1234567), logged.Published);
        Assert.Empty(logged.Handlings);
        Assert.Equal(Json(envelope), Json(Assert.Single(await QueryAsync(Start, Start.AddHours(1))).Event));
    }

    [Fact]
    public async Task When_published_again_should_stay_as_it_was()
    {
        await Log.AppendPublishedAsync([Event(1), Event(2)], None);
        Time.Advance(TimeSpan.FromMinutes(90));
        await Log.AppendPublishedAsync([Event(2) with { Source = "/other" }, Event(3), Event(3)], None);
        Assert.Equal(
            [("1", Start), ("2", Start), ("3", Start.AddMinutes(90))],
            (await ChainAsync()).Select(logged => (logged.Event.Id[^1..], logged.Published)));
        Assert.Equal(["3", "1", "2"], Ids(await QueryAsync(Start, Start.AddHours(3))));
        Assert.All(await ChainAsync(), logged => Assert.NotEqual("/other", logged.Event.Source));
    }

    [Fact]
    public async Task When_a_chain_is_asked_for_should_give_it_in_order_of_publishing_and_no_other()
    {
        foreach (var number in new[] { 3, 1, 2 })
        {
            await Log.AppendPublishedAsync([Event(number)], None);
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        await Log.AppendPublishedAsync([Event(4) with { CorrelationId = _correlation + "x" }], None);
        Assert.Equal(["3", "1", "2"], Ids(await ChainAsync()));
    }

    [Fact]
    public async Task When_an_id_begins_another_should_keep_their_deliveries_apart()
    {
        var (shorter, longer) = (Event(1), Event(1) with { Id = Event(1).Id + "|e" });
        await Log.AppendPublishedAsync([shorter, longer], None);
        await Log.AppendHandledAsync([Handled(longer, HandlingOutcome.Done)], None);
        Assert.Equal([0, 1], (await ChainAsync()).OrderBy(logged => logged.Event.Id.Length).Select(logged => logged.Handlings.Count));
    }

    [Fact]
    public async Task When_handled_should_give_the_deliveries_with_the_event_by_time()
    {
        await Log.AppendPublishedAsync([Event(1), Event(2)], None);
        HandlingRecord[] records =
        [
            Handled(Event(1), HandlingOutcome.Done, 3) with { ReplayId = "r" },
            Handled(Event(1), HandlingOutcome.Retry, 1) with { Reason = "not there yet" },
            Handled(Event(1), HandlingOutcome.Faulted, 2) with { Reason = new string('ä', 40_000) },
        ];
        await Log.AppendHandledAsync(records, None);
        Assert.Equal([records[1], records[2], records[0]], (await ChainAsync())[0].Handlings);
        Assert.Empty((await ChainAsync())[1].Handlings);
    }

    [Fact]
    public async Task When_a_delivery_is_written_again_should_keep_one_and_equal_ones_apart()
    {
        await Log.AppendPublishedAsync([Event(1)], None);
        var record = Handled(Event(1), HandlingOutcome.Retry);
        await Log.AppendHandledAsync([record], None);
        await Log.AppendHandledAsync([record, record with { DeliveryId = Sample.Unique("delivery") }], None);
        Assert.Equal(2, Assert.Single(await ChainAsync()).Handlings.Count);
    }

    [Fact]
    public async Task When_many_chains_are_written_together_should_keep_each_whole()
    {
        EventEnvelope[] events =
        [
            .. Enumerable.Range(0, 250).Select(number => Event(number) with { CorrelationId = $"{_correlation}.{number % 2}" })
        ];
        await Log.AppendPublishedAsync(events, None);
        await Log.AppendHandledAsync([.. events.Select(envelope => Handled(envelope, HandlingOutcome.Done))], None);
        for (var chain = 0; chain < 2; chain++)
        {
            var logged = await Log.OfCorrelationAsync($"{_correlation}.{chain}", None).ToListAsync();
            Assert.Equal(125, logged.Count);
            Assert.All(logged, one => Assert.Single(one.Handlings));
        }

        Assert.Equal(250, (await QueryAsync(Start, Start.AddHours(1))).Count);
    }

    [Fact]
    public async Task When_a_range_is_asked_for_should_give_its_events_newest_first()
    {
        // Hours apart, with empty ones between, and shards that hold nothing.
        foreach (var number in Enumerable.Range(1, 6))
        {
            await Log.AppendPublishedAsync([Event(number)], None);
            Time.Advance(TimeSpan.FromMinutes(47));
        }

        var second = Start.AddMinutes(47);
        Assert.Equal(["6", "5", "4", "3", "2", "1"], Ids(await QueryAsync(Start, Start.AddDays(1))));
        Assert.Equal(["5", "4", "3", "2"], Ids(await QueryAsync(second, Start.AddMinutes(5 * 47))));
        Assert.Equal(["2"], Ids(await QueryAsync(second, second.AddTicks(1))));
        Assert.Empty(await QueryAsync(second.AddTicks(1), Start.AddMinutes(2 * 47)));
        Assert.Empty(await QueryAsync(second, second));
        Assert.Equal(
            ["6", "5"], Ids(await Log.QueryAsync(new EventLogQuery { From = Start, To = Start.AddDays(1) }, None).Take(2).ToListAsync()));
    }

    [Fact]
    public async Task When_types_are_asked_for_should_give_those()
    {
        await Log.AppendPublishedAsync(
            [Event(1), Event(2) with { Type = DataEventType.ModelPromoted }, Event(3) with { Type = DataEventType.MatchCompleted }], None);
        Assert.Equal(["2"], Ids(await QueryAsync(Start, Start.AddHours(1), types: DataEventType.ModelPromoted)));
        Assert.Equal(
            ["1", "2"],
            Ids(await QueryAsync(Start, Start.AddHours(1), types: [DataEventType.ModelPromoted, DataEventType.TrainingFailed])));
        Assert.Equal(["1", "2", "3"], Ids(await QueryAsync(Start, Start.AddHours(1), types: Enum.GetValues<DataEventType>())));
    }

    [Fact]
    public async Task When_failed_ones_are_asked_for_should_give_those_that_some_delivery_failed_of()
    {
        EventEnvelope[] events = [Event(1), Event(2), Event(3), Event(4)];
        await Log.AppendPublishedAsync(events, None);
        Time.Advance(TimeSpan.FromHours(2));
        await Log.AppendHandledAsync(
            [
                Handled(events[0], HandlingOutcome.Done),
                Handled(events[1], HandlingOutcome.Faulted, 1),
                Handled(events[1], HandlingOutcome.Done, 2),
                Handled(events[2], HandlingOutcome.DeadLetter),
                Handled(events[3], HandlingOutcome.Retry),
            ],
            None);
        Assert.Equal(["2", "3"], Ids(await QueryAsync(Start, Start.AddHours(1), failedOnly: true)));
        Assert.Equal(
            ["3"],
            Ids((await QueryAsync(Start, Start.AddHours(1), failedOnly: true)).Where(
                logged => logged.Handlings.All(handling => handling.IsFailure))));

        // By the time of publishing, not of failing.
        Assert.Empty(await QueryAsync(Start.AddHours(1), Start.AddHours(3), failedOnly: true));
    }

    [Fact]
    public async Task When_keys_come_from_outside_should_take_whatever_they_hold()
    {
        var envelope = Event(1) with { Id = "a/b\\c#d?\t|" + new string('ü', 600), CorrelationId = _correlation + "/#?\\" };
        await Log.AppendPublishedAsync([envelope], None);
        await Log.AppendPublishedAsync([envelope], None);
        await Log.AppendHandledAsync([Handled(envelope, HandlingOutcome.DeadLetter)], None);
        var logged = Assert.Single(await Log.OfCorrelationAsync(envelope.CorrelationId, None).ToListAsync());
        Assert.Equal(envelope.Id, logged.Event.Id);
        Assert.Single(logged.Handlings);
        Assert.Equal(envelope.Id, Assert.Single(await QueryAsync(Start, Start.AddHours(1), failedOnly: true)).Event.Id);
    }

    [Fact]
    public async Task When_a_payload_is_large_should_keep_it_whole()
    {
        var large = JsonSerializer.SerializeToElement(
            new { text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i} ä ")) }, EventJson.Options);
        await Log.AppendPublishedAsync([.. Enumerable.Range(0, 12).Select(number => Event(number) with { Data = large })], None);
        var logged = await ChainAsync();
        Assert.Equal(12, logged.Count);
        Assert.All(logged, one => Assert.Equal(large.GetRawText(), one.Event.Data.GetRawText()));
    }

    [Fact]
    public async Task When_hours_are_forgotten_should_forget_their_events_with_deliveries_and_keep_the_rest()
    {
        EventEnvelope[] events = [Event(1), Event(2), Event(3)];
        foreach (var envelope in events)
        {
            await Log.AppendPublishedAsync([envelope], None);
            await Log.AppendHandledAsync([Handled(envelope, HandlingOutcome.Faulted)], None);
            Time.Advance(TimeSpan.FromMinutes(60));
        }

        Assert.True(await Log.DeleteBeforeAsync(Start.AddHours(2), None) >= 2);
        Assert.Equal(0, await Log.DeleteBeforeAsync(Start.AddHours(2), None));
        Assert.Equal(["3"], Ids(await ChainAsync()));
        Assert.Equal(["3"], Ids(await QueryAsync(Start, Start.AddHours(4))));
        Assert.Equal(["3"], Ids(await QueryAsync(Start, Start.AddHours(4), failedOnly: true)));

        // Forgotten with its deliveries: the same event is a new one.
        await Log.AppendPublishedAsync([events[0]], None);
        Assert.Empty((await ChainAsync()).Single(logged => logged.Event.Id == events[0].Id).Handlings);
        await Assert.ThrowsAsync<ArgumentException>(() => Log.DeleteBeforeAsync(Start.AddMinutes(1), None));
    }

    protected EventEnvelope Event(int number) =>
        Sample.Event(new AggregateKey("log"), 1, number) with { Id = $"{_correlation}.{number}", CorrelationId = _correlation };

    protected async Task<List<LoggedEvent>> QueryAsync(
        DateTimeOffset from, DateTimeOffset to, bool failedOnly = false, params IReadOnlyCollection<DataEventType> types) =>
        await Log.QueryAsync(new EventLogQuery { From = from, To = to, FailedOnly = failedOnly, Types = types }, None).ToListAsync();

    private static IEnumerable<string> Ids(IEnumerable<LoggedEvent> events) =>
        events.Select(logged => logged.Event.Id[(logged.Event.Id.LastIndexOf('.') + 1)..]);

    private static string Json(EventEnvelope envelope) => JsonSerializer.Serialize(envelope, EventJson.Options);

    private HandlingRecord Handled(EventEnvelope envelope, HandlingOutcome outcome, int seconds = 0) => new()
    {
        DeliveryId = Sample.Unique("delivery"),
        EventId = envelope.Id,
        CorrelationId = envelope.CorrelationId,
        Consumer = "Handler",
        Time = Time.GetUtcNow().AddSeconds(seconds),
        Duration = TimeSpan.FromMilliseconds(12.5),
        Outcome = outcome,
    };

    private async Task<List<LoggedEvent>> ChainAsync() => await Log.OfCorrelationAsync(_correlation, None).ToListAsync();
}
