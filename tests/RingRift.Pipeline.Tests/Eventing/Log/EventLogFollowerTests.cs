using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Log;

public sealed class EventLogFollowerTests
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly InMemoryEventLog _log;

    public EventLogFollowerTests() => _log = new InMemoryEventLog(_time);

    [Fact]
    public async Task Should_begin_with_the_newest_and_tell_each_event_once()
    {
        await PublishAsync(1, 2, 3);
        var follower = Follower();
        Assert.Equal(["2", "3"], Texts(await follower.BeginAsync(2, default)));
        Assert.Empty(await follower.PollAsync(default));
        await PublishAsync(4);
        Assert.Equal(["4"], Texts(await follower.PollAsync(default)));
        for (var poll = 0; poll < 30; poll++)
        {
            Assert.Empty(await follower.PollAsync(default));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Should_tell_an_event_of_a_process_whose_clock_is_behind()
    {
        await PublishAsync(1);
        var follower = new EventLogFollower(_log, new FakeTimeProvider(Sample.Noon.AddSeconds(3)), []);
        await follower.BeginAsync(0, default);
        await PublishAsync(2);
        Assert.Equal(["2"], Texts(await follower.PollAsync(default)));
        Assert.Empty(await follower.PollAsync(default));
    }

    [Fact]
    public async Task Should_tell_deliveries_when_they_end_however_late_and_forget_the_event_once_it_is_settled()
    {
        var follower = Follower();
        await follower.BeginAsync(0, default);
        await PublishAsync(1);
        Assert.Equal(["1"], Texts(await follower.PollAsync(default)));
        _time.Advance(TimeSpan.FromHours(3));
        await HandleAsync(1, HandlingOutcome.Retry);
        Assert.Equal(["1 Retry"], Texts(await follower.PollAsync(default)));
        Assert.Empty(await follower.PollAsync(default));
        await HandleAsync(1, HandlingOutcome.Faulted);
        await HandleAsync(1, HandlingOutcome.Done);
        Assert.Equal(["1 Faulted", "1 Done"], Texts(await follower.PollAsync(default)));
        await HandleAsync(1, HandlingOutcome.Duplicate);
        Assert.Empty(await follower.PollAsync(default));
    }

    [Fact]
    public async Task Should_tell_only_the_types_asked_for()
    {
        var follower = Follower(DataEventType.ModelPromoted);
        await follower.BeginAsync(0, default);
        await PublishAsync(1);
        Assert.Empty(await follower.PollAsync(default));
    }

    [Fact]
    public async Task Should_look_again_after_each_interval_until_it_is_cancelled()
    {
        using var ending = new CancellationTokenSource();
        await using var entries = Follower().FollowAsync(5, TimeSpan.FromSeconds(1), ending.Token).GetAsyncEnumerator();
        var next = entries.MoveNextAsync();
        await PublishAsync(1);
        await Task.Run(() => _time.Advance(TimeSpan.FromSeconds(1)));
        Assert.True(await next);
        Assert.Equal(Event(1).Id, entries.Current.Event.Id);
        var last = entries.MoveNextAsync();
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await last);
    }

    private static IEnumerable<string> Texts(IEnumerable<FollowedEntry> entries) =>
        entries.Select(entry => $"{entry.Event.Id} {entry.Handling?.Outcome}".TrimEnd());

    private static EventEnvelope Event(int number) => Sample.Event(new AggregateKey("log"), 1, number) with { Id = $"{number}" };

    private EventLogFollower Follower(params DataEventType[] types) => new(_log, _time, types);

    private async Task PublishAsync(params int[] numbers)
    {
        foreach (var number in numbers)
        {
            await _log.AppendPublishedAsync([Event(number)], default);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    private Task HandleAsync(int number, HandlingOutcome outcome)
    {
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var record = new HandlingRecord
        {
            DeliveryId = Sample.Unique("delivery"),
            EventId = Event(number).Id,
            CorrelationId = Event(number).CorrelationId,
            Consumer = "Handler",
            Time = _time.GetUtcNow(),
            Duration = TimeSpan.Zero,
            Outcome = outcome,
        };
        return _log.AppendHandledAsync([record], default);
    }
}
