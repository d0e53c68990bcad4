using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RingRift.Azure.Redelivery;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Azure.Tests.Redelivery;

public sealed class RedelivererTests
{
    private static readonly EventEnvelope Event = Sample.Event(new AggregateKey("redelivered"));
    private readonly FakeTimeProvider _time = new(Sample.Noon.AddHours(1));
    private readonly FaultInjector _faults = new();
    private readonly InMemoryDeadLetterStore _store;
    private readonly AnsweringHandler _broken = new("EndFailedTraining");
    private readonly AnsweringHandler _other = new("AnotherConsumer");
    private readonly Redeliverer _redeliverer;

    public RedelivererTests()
    {
        _store = new InMemoryDeadLetterStore(_faults);
        _redeliverer = new Redeliverer(
            new EventDispatcher([_broken, _other], _store, TestObserver.Over(_time), _time, NullLogger<EventDispatcher>.Instance), _store, _time, NullLogger<Redeliverer>.Instance);
    }

    [Theory]
    [MemberData(nameof(Settled))]
    public async Task When_the_consumer_settles_the_event_should_note_what_came_of_it(HandlerResult answer, string note)
    {
        var letter = await AddAsync();
        _broken.Answer = answer;

        Assert.Equal(answer, await _redeliverer.DeliverAsync(Message(letter), default));

        var noted = (await _store.GetAsync(letter.Id, default))!.Letter;
        Assert.Equal((DeadLetterStatus.Redriven, $"mended: {note}", 1), (noted.Status, noted.StatusNote, noted.Attempts));
        Assert.Equal((1, 0), (_broken.Seen.Count, _other.Seen.Count));
    }

    public static TheoryData<HandlerResult, string> Settled => new()
    {
        { new HandlerResult.Done(), "done" },
        { new HandlerResult.Duplicate(), "it was handled before" },
        { new HandlerResult.Stale("over"), "it no longer mattered, over" },
    };

    [Fact]
    public async Task When_the_consumer_gives_it_up_again_should_open_the_letter_again()
    {
        var letter = await AddAsync();
        await ChangeAsync(letter, DeadLetterStatus.Redriven);
        _broken.Answer = new HandlerResult.DeadLetter("still broken");

        await _redeliverer.DeliverAsync(Message(letter), default);

        var again = (await _store.GetAsync(letter.Id, default))!.Letter;
        Assert.Equal((DeadLetterStatus.Open, 2, "still broken", "because"), (again.Status, again.Attempts, again.Reason, again.StatusNote));
    }

    [Fact]
    public async Task When_the_consumer_asks_for_it_again_should_pass_that_on_and_change_nothing()
    {
        var letter = await AddAsync();
        _broken.Answer = new HandlerResult.Retry("too early", TimeSpan.FromSeconds(5));

        Assert.IsType<HandlerResult.Retry>(await _redeliverer.DeliverAsync(Message(letter), default));

        Assert.Equal(letter, (await _store.GetAsync(letter.Id, default))!.Letter);
    }

    [Fact]
    public async Task When_the_letter_was_discarded_meanwhile_should_not_deliver_it()
    {
        var letter = await AddAsync();
        await ChangeAsync(letter, DeadLetterStatus.Discarded);

        Assert.IsType<HandlerResult.Stale>(await _redeliverer.DeliverAsync(Message(letter), default));

        Assert.Empty(_broken.Seen);
        Assert.Equal(DeadLetterStatus.Discarded, (await _store.GetAsync(letter.Id, default))!.Letter.Status);
    }

    [Theory]
    [InlineData(FaultPoint.BeforeStatusChange)]
    [InlineData(FaultPoint.AfterStatusChange)]
    public async Task When_it_crashes_after_the_delivery_should_note_it_with_the_next_one(FaultPoint crash)
    {
        var letter = await AddAsync();
        _broken.Answer = new HandlerResult.Done();
        _faults.Fails = (point, _) => point == crash;
        await Assert.ThrowsAsync<InjectedFaultException>(() => _redeliverer.DeliverAsync(Message(letter), default));
        _faults.Fails = (_, _) => false;
        _broken.Answer = new HandlerResult.Duplicate();

        await _redeliverer.DeliverAsync(Message(letter), default);

        Assert.Equal(DeadLetterStatus.Redriven, (await _store.GetAsync(letter.Id, default))!.Letter.Status);
    }

    [Theory]
    [InlineData(FaultPoint.BeforeDeadLetter)]
    [InlineData(FaultPoint.AfterDeadLetter)]
    public async Task When_it_crashes_while_giving_up_should_open_the_letter_with_the_next_delivery(FaultPoint crash)
    {
        var letter = await AddAsync();
        await ChangeAsync(letter, DeadLetterStatus.Redriven);
        _broken.Answer = new HandlerResult.DeadLetter("still broken");
        _faults.Fails = (point, _) => point == crash;
        await Assert.ThrowsAsync<InjectedFaultException>(() => _redeliverer.DeliverAsync(Message(letter), default));
        _faults.Fails = (_, _) => false;

        await _redeliverer.DeliverAsync(Message(letter), default);

        Assert.Equal(DeadLetterStatus.Open, (await _store.GetAsync(letter.Id, default))!.Letter.Status);
    }

    [Fact]
    public async Task When_the_body_is_still_no_event_should_open_the_letter_again()
    {
        var letter = await AddAsync("no event");
        await ChangeAsync(letter, DeadLetterStatus.Redriven);

        Assert.IsType<HandlerResult.DeadLetter>(await _redeliverer.DeliverAsync(Message(letter), default));

        var again = Assert.Single((await _store.ListAsync(new DeadLetterQuery(), 10, null, default)).Letters).Letter;
        Assert.Equal((letter.Id, DeadLetterStatus.Open, 2, "no event"), (again.Id, again.Status, again.Attempts, again.Body));
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("null")]
    [InlineData("""{"consumer":"EndFailedTraining","reason":"r"}""")]
    [InlineData("""{"consumer":"EndFailedTraining","reason":"r","letterId":"l","event":"e"}""")]
    public async Task When_a_message_is_no_redelivery_should_keep_it_as_a_dead_letter(string message)
    {
        Assert.IsType<HandlerResult.DeadLetter>(await _redeliverer.DeliverAsync(message, default));
        var letter = Assert.Single((await _store.ListAsync(new DeadLetterQuery(), 10, null, default)).Letters).Letter;
        Assert.Equal((RedeliveryMessage.Queue, message), (letter.Consumer, letter.Body));
    }

    [Fact]
    public async Task When_an_event_is_replayed_should_reach_its_consumer_only_and_be_marked()
    {
        _broken.Answer = new HandlerResult.Done();
        var body = CloudEventWriter.Write(Event with { ReplayId = "replay-1" });
        var message = new RedeliveryMessage { Consumer = _broken.Name, Reason = "lost", Event = body, ReplayId = "replay-1" };

        await _redeliverer.DeliverAsync(message.ToJson(), default);

        Assert.Equal((Event.Id, "replay-1"), (Assert.Single(_broken.Seen).Id, _broken.Seen[0].ReplayId));
        Assert.Empty(_other.Seen);
    }

    private static string Message(DeadLetter letter) =>
        new RedeliveryMessage { Consumer = letter.Consumer, Reason = "mended", LetterId = letter.Id }.ToJson();

    private async Task<DeadLetter> AddAsync(string? body = null)
    {
        var letter = DeadLetter.Of(Event, DeadLetterOrigin.Handler, _broken.Name, "broken", Sample.Noon);
        letter = body is null ? letter : letter with { Body = body, EventId = null };
        await _store.AddAsync(letter, default);
        return letter;
    }

    private async Task ChangeAsync(DeadLetter letter, DeadLetterStatus status) =>
        Assert.True(await _store.TryChangeStatusAsync((await _store.GetAsync(letter.Id, default))!, status, "because", Sample.Noon, default));

    private sealed class AnsweringHandler(string name) : IEventHandler
    {
        public HandlerResult Answer { get; set; } = new HandlerResult.DeadLetter("never");

        public List<EventEnvelope> Seen { get; } = [];

        public string Name => name;

        public DataEventType Accepts => DataEventType.TrainingFailed;

        public Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
        {
            Seen.Add(envelope);
            return Task.FromResult(Answer);
        }
    }
}
