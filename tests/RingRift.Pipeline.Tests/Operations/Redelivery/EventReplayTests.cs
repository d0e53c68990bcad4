using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Redelivery;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Operations.Redelivery;

public sealed class EventReplayTests : IDisposable
{
    private const string Consumer = "EndFailedTraining";
    private readonly PipelineHarness _harness = new();

    private EventReplay Replay => _harness.Get<EventReplay>();

    private InMemoryRedeliveryQueue Queue => _harness.Get<InMemoryRedeliveryQueue>();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task When_a_chain_is_replayed_should_send_the_consumers_events_oldest_first_and_marked()
    {
        var events = await LogAsync(3);
        await _harness.Get<IEventLog>().AppendPublishedAsync([events[0] with { Id = "another type", Type = DataEventType.ModelPromoted }], default);

        var report = await Replay.ReplayAsync(ReplayRequest.Of(Consumer, events[0].CorrelationId, null, null), "lost", dryRun: false, default);

        var sent = Queue.TakeAll();
        Assert.Equal(events.Select(e => CloudEventWriter.Write(e with { ReplayId = report.ReplayId })), sent.Select(request => request.Body));
        Assert.All(sent, request => Assert.Equal((Consumer, report.ReplayId, null), (request.Consumer, request.ReplayId, request.LetterId)));
        Assert.All(report.Events, one => Assert.True(one.IsSent));
    }

    [Fact]
    public async Task When_a_time_is_replayed_should_send_what_was_published_in_it()
    {
        var events = await LogAsync(4);
        var request = ReplayRequest.Of(Consumer, null, Sample.Noon.AddMinutes(1), Sample.Noon.AddMinutes(3));

        var report = await Replay.ReplayAsync(request, "lost", dryRun: false, default);

        Assert.Equal([events[1].Id, events[2].Id], report.Events.Select(one => one.EventId));
        Assert.Equal(2, Queue.TakeAll().Count);
    }

    [Fact]
    public async Task When_it_is_a_dry_run_should_send_nothing_and_say_what_was_handled_before()
    {
        var events = await LogAsync(2);
        await _harness.Get<IEventLog>().AppendHandledAsync(
            [new HandlingRecord
            {
                DeliveryId = "first",
                EventId = events[0].Id,
                CorrelationId = events[0].CorrelationId,
                Consumer = Consumer,
                Time = Sample.Noon,
                Duration = TimeSpan.Zero,
                Outcome = HandlingOutcome.Done,
            }],
            default);

        var report = await Replay.ReplayAsync(ReplayRequest.Of(Consumer, events[0].CorrelationId, null, null), "lost", dryRun: true, default);

        Assert.Equal((true, null), (report.IsDryRun, report.ReplayId));
        Assert.Equal([HandlingOutcome.Done, null], report.Events.Select(one => one.LastOutcome));
        Assert.All(report.Events, one => Assert.False(one.IsSent));
        Assert.Empty(Queue.TakeAll());
    }

    [Fact]
    public async Task When_there_is_no_such_consumer_should_name_those_there_are()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => Replay.ReplayAsync(ReplayRequest.Of("EndTraining", "c", null, null), "lost", dryRun: true, default));
        Assert.Contains("'EndTraining'", error.Message, StringComparison.Ordinal);
        Assert.Contains("selfplay-jobs", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string?, string?, DateTimeOffset?, DateTimeOffset?> Wrong => new()
    {
        { null, "c", null, null },
        { Consumer, null, null, null },
        { Consumer, "c", Sample.Noon, null },
        { Consumer, "c", Sample.Noon, Sample.Noon.AddHours(1) },
        { Consumer, null, Sample.Noon, null },
        { Consumer, null, Sample.Noon, Sample.Noon },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void When_a_request_says_too_little_or_too_much_should_refuse_it(string? consumer, string? correlation, DateTimeOffset? from, DateTimeOffset? to) =>
        Assert.Throws<ArgumentException>(() => ReplayRequest.Of(consumer, correlation, from, to));

    /// <summary>Logs events of one chain, a minute apart.</summary>
    private async Task<IReadOnlyList<EventEnvelope>> LogAsync(int count)
    {
        var events = Enumerable.Range(0, count).Select(i => Sample.Event(new AggregateKey("replayed"), index: i)).ToList();
        foreach (var one in events)
        {
            await _harness.Get<IEventLog>().AppendPublishedAsync([one], default);
            _harness.Time.Advance(TimeSpan.FromMinutes(1));
        }

        return events;
    }
}
