using System.Text;
using System.Text.Json;
using Azure.Messaging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RingRift.Azure.Events;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Functions.Delivery;
using RingRift.Fuzzing;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;

namespace RingRift.Functions.Tests.Functions.Delivery;

public sealed class EventDeliveryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly InMemoryDeadLetterStore _letters = new(new FaultInjector());

    public static TheoryData<HandlerResult> Settled =>
        [new HandlerResult.Done(), new HandlerResult.Duplicate(), new HandlerResult.Stale("over"), new HandlerResult.DeadLetter("never")];

    [Theory]
    [MemberData(nameof(Settled))]
    public async Task When_the_handler_has_settled_the_event_should_return(HandlerResult result)
    {
        var handler = new AnsweringHandler(result);

        await Delivery(handler).DeliverAsync("CollectSelfplay", SentEvent.Of(Event(DataEventType.SelfplayComplete)), default);

        Assert.Equal("event-1", Assert.Single(handler.Seen).Id);
        Assert.Equal(result is HandlerResult.DeadLetter ? 1 : 0, (await LettersAsync()).Count);
    }

    [Fact]
    public async Task When_the_handler_asks_again_should_throw_so_that_the_platform_redelivers()
    {
        var delivery = Delivery(new AnsweringHandler(new HandlerResult.Retry("not there yet", TimeSpan.FromSeconds(7))));

        var exception = await Assert.ThrowsAsync<EventNotHandledException>(
            () => delivery.DeliverAsync("CollectSelfplay", SentEvent.Of(Event(DataEventType.SelfplayComplete)), default));

        Assert.Contains("event-1", exception.Message);
        Assert.Contains("not there yet", exception.Message);
        Assert.Contains("00:00:07", exception.Message);
        Assert.Empty(await LettersAsync());
    }

    [Fact]
    public async Task When_the_handler_fails_should_let_the_platform_see_it()
    {
        var delivery = Delivery(new AnsweringHandler(null));

        await Assert.ThrowsAsync<TimeoutException>(
            () => delivery.DeliverAsync("CollectSelfplay", SentEvent.Of(Event(DataEventType.SelfplayComplete)), default));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"specversion":"1.0","id":"x","source":"/s","type":"ringrift.unheard_of","subject":"hex8_2p/0001","data":{}}""")]
    public async Task When_a_message_is_no_event_of_ours_should_keep_it_as_a_dead_letter_and_return(string body)
    {
        var handler = new AnsweringHandler(new HandlerResult.Done());

        await Delivery(handler).DeliverAsync("SyncGames", JobQueues.Sync, body, default);
        await Delivery(handler).DeliverAsync("SyncGames", JobQueues.Sync, body, default);

        Assert.Empty(handler.Seen);
        var letter = Assert.Single(await LettersAsync());
        Assert.Equal("SyncGames", letter.Consumer);
        Assert.Equal(body, letter.Body);
        Assert.Equal(Now, letter.LastTime);
        Assert.NotEmpty(letter.Reason);
    }

    [Fact]
    public async Task When_the_subscription_sends_another_event_should_keep_it_as_a_dead_letter_naming_both()
    {
        var handler = new AnsweringHandler(new HandlerResult.Done());

        await Delivery(handler).DeliverAsync("PlanTraining", SentEvent.Of(Event(DataEventType.SelfplayComplete)), default);

        Assert.Empty(handler.Seen);
        var letter = Assert.Single(await LettersAsync());
        Assert.Equal("event-1", letter.EventId);
        Assert.Contains("NPZ_EXPORT_COMPLETE", letter.Reason);
        Assert.Contains("SELFPLAY_COMPLETE", letter.Reason);
        Assert.Equal("event-1", CloudEventMapper.Parse(letter.Body).Id);
    }

    [Theory]
    [InlineData("\"iteration\":1", "\"iteration\":0", "data.iteration '0'")]
    [InlineData("selfplay_complete:1", "selfplay_complete:2", "dataschema 'urn:ringrift:events:selfplay_complete:2'")]
    [InlineData("ringrift.selfplay_complete", "ringrift.selfplay_finished", "type 'ringrift.selfplay_finished'")]
    public async Task When_an_event_breaks_its_contract_should_keep_it_as_a_dead_letter_that_names_place_and_value(
        string part, string by, string named)
    {
        var handler = new AnsweringHandler(new HandlerResult.Done());
        var text = JsonSerializer.Serialize(
            SentEvent.Of(Event(DataEventType.SelfplayComplete))).Replace(part, by, StringComparison.Ordinal);

        await Delivery(handler).DeliverAsync("CollectSelfplay", CloudEvent.Parse(BinaryData.FromString(text))!, default);

        Assert.Empty(handler.Seen);
        Assert.Contains(named, Assert.Single(await LettersAsync()).Reason);
    }

    [Fact]
    public async Task When_events_are_broken_in_any_way_should_handle_them_or_keep_them_and_never_throw()
    {
        var handler = new AnsweringHandler(new HandlerResult.Done());
        var delivery = Delivery(handler);

        var wanted = EventFuzzer.Events(seed: 12).Where(one => one.Type == DataEventType.SelfplayComplete).Take(50);
        foreach (var fuzzed in EventFuzzer.Events(seed: 11).Take(2_000).Concat(wanted))
        {
            await delivery.DeliverAsync("CollectSelfplay", JobQueues.Sync, Encoding.UTF8.GetString(fuzzed.Delivery), default);
            if (Parsed(fuzzed.Delivery) is { } cloudEvent)
            {
                await delivery.DeliverAsync("CollectSelfplay", cloudEvent, default);
            }
        }

        var letters = await LettersAsync();
        Assert.NotEmpty(handler.Seen);
        Assert.True(letters.Count == DeadLetterPage.Largest, $"{letters.Count} letters on the first page");
        Assert.All(letters, letter => Assert.NotEmpty(letter.Reason));
    }

    private static CloudEvent? Parsed(byte[] text)
    {
        try
        {
            return CloudEvent.Parse(BinaryData.FromBytes(text));
        }
        catch (Exception)
        {
            // What the platform cannot read never reaches a function; Event Grid keeps it.
            return null;
        }
    }

    private EventDelivery Delivery(IEventHandler handler)
    {
        var time = new FakeTimeProvider(Now);
        var router = new EventDispatcher([handler], _letters, TestObserver.Over(time), time, NullLogger<EventDispatcher>.Instance);
        return new EventDelivery(router, _letters, TestFeed.Over(time), time, NullLogger<EventDelivery>.Instance);
    }

    private async Task<List<DeadLetter>> LettersAsync()
    {
        var page = await _letters.ListAsync(new DeadLetterQuery(), DeadLetterPage.Largest, null, default);
        return [.. page.Letters.Select(stored => stored.Letter)];
    }

    private static EventEnvelope Event(DataEventType type) => new()
    {
        Id = "event-1",
        Source = "/ringrift/test",
        Time = Now,
        Type = type,
        SchemaVersion = 1,
        CorrelationId = "hex8_2p-0001",
        CausationId = "event-0",
        Subject = "hex8_2p/0001",
        Data = JsonSerializer.SerializeToElement(
            new SelfplayComplete
            {
                Config = "hex8_2p",
                Iteration = 1,
                JobId = "job",
                Shard = 0,
                Data = new ArtifactRef(ArtifactKind.Games, new string('a', 64), 1),
                Games = 1,
                Attempt = 1,
                Seconds = 1,
            },
            EventJson.Options),
    };

    private sealed class AnsweringHandler(HandlerResult? result) : IEventHandler
    {
        public List<EventEnvelope> Seen { get; } = [];

        public string Name => "CollectSelfplay";

        public DataEventType Accepts => DataEventType.SelfplayComplete;

        public Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
        {
            Seen.Add(envelope);
            return Task.FromResult(result ?? throw new TimeoutException("storage"));
        }
    }
}
