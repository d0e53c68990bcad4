using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Handling;

public sealed class EventFactoryTests
{
    private static readonly AggregateKey Key = new("aggregate");
    private static readonly TrainingFailed Payload = new()
    {
        Config = "hex8_2p",
        Iteration = 3,
        JobId = "job",
        Attempt = 1,
        Reason = "reason",
    };

    private readonly EventFactory _events = new(new FakeTimeProvider(Sample.Noon), "/tests");

    [Fact]
    public void When_first_of_a_chain_should_name_itself_as_cause()
    {
        var e = _events.Create(Payload, Key, 1, 0, cause: null);
        Assert.Equal(e.Id, e.CausationId);
        Assert.Equal(
            ("/tests", Sample.Noon, DataEventType.TrainingFailed, 2, "hex8_2p-0003", "hex8_2p/0003"),
            (e.Source, e.Time, e.Type, e.SchemaVersion, e.CorrelationId, e.Subject));
        Assert.Equal(Payload, e.Payload<TrainingFailed>());
    }

    [Fact]
    public void When_made_again_for_the_same_place_should_have_the_same_id() =>
        Assert.Equal(_events.Create(Payload, Key, 4, 2, null).Id, _events.Create(Payload with { Reason = "other" }, Key, 4, 2, null).Id);

    [Fact]
    public void When_made_for_another_place_should_have_another_id()
    {
        var cause = _events.Create(Payload, Key, 1, 0, null);
        string[] ids =
        [
            cause.Id,
            _events.Create(Payload, Key, 1, 1, null).Id,
            _events.Create(Payload, Key, 2, 0, null).Id,
            _events.Create(Payload, new AggregateKey("other"), 1, 0, null).Id,
            _events.CreateFollowing(Payload, cause, 0).Id,
            _events.CreateFollowing(Payload, cause, 1).Id,
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids[^2], _events.CreateFollowing(Payload, cause, 0).Id);
    }

    [Fact]
    public void When_caused_within_the_iteration_should_keep_the_chain()
    {
        var cause = _events.Create(Payload, Key, 1, 0, null) with { CorrelationId = "given" };
        var e = _events.Create(Payload, Key, 2, 0, cause);
        Assert.Equal(("given", cause.Id), (e.CorrelationId, e.CausationId));
    }

    [Fact]
    public void When_of_no_iteration_should_have_the_subject_and_chain_it_was_given()
    {
        var draft = EventDraft.Of(
            new DaemonStarted { Daemon = "sweeper", Status = DaemonStatus.Running, Reason = "start", Restarts = 0 }, "daemons/sweeper",
            "daemon-sweeper");
        var e = _events.CreateFirst(draft, "sweeper-1");

        Assert.Equal(
            (DataEventType.DaemonStarted, "daemons/sweeper", "daemon-sweeper", e.Id), (e.Type, e.Subject, e.CorrelationId, e.CausationId));
        Assert.Equal(e.Id, _events.CreateFirst(draft, "sweeper-1").Id);
        Assert.NotEqual(e.Id, _events.CreateFirst(draft, "sweeper-2").Id);
        Assert.Equal("sweeper", e.Payload<DaemonStarted>().Daemon);
    }

    [Fact]
    public void When_of_no_iteration_but_caused_should_name_its_cause_and_begin_its_own_chain()
    {
        var cause = _events.Create(Payload, Key, 1, 0, null);
        var draft = EventDraft.Of(
            new BackpressureReleased { Scope = "cluster", Queue = "match-jobs", Depth = 2, Limit = 5 }, "queues/match-jobs",
            "queue-match-jobs");
        var e = _events.CreateFollowing(draft, cause, 0);
        Assert.Equal(("queue-match-jobs", cause.Id), (e.CorrelationId, e.CausationId));
    }

    [Fact]
    public void When_a_payload_breaks_its_contract_should_refuse_it_naming_value_rule_and_place()
    {
        var e = Assert.Throws<EventContractException>(() => _events.Create(Payload with { JobId = "shard/1" }, Key, 1, 0, null));
        Assert.Equal((DataEventType.TrainingFailed, "$.jobId", "\"shard/1\""), (e.Type, e.Violation.Path, e.Violation.Value));
        Assert.Contains("letters, digits", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_draft_is_json_should_hold_it_to_the_same_contract()
    {
        var draft = EventDraft.Of(Payload) with { Data = JsonSerializer.SerializeToElement(new { config = "hex8_2p" }) };
        Assert.Throws<EventContractException>(() => _events.CreateFirst(draft, "once"));
        Assert.Throws<EventContractException>(() => _events.CreateFirst(EventDraft.Of(Payload) with { SchemaVersion = 3 }, "once"));
    }

    [Fact]
    public void When_caused_by_another_iteration_should_begin_a_chain()
    {
        var cause = _events.Create(Payload, Key, 1, 0, null);
        var e = _events.Create(Payload with { Iteration = 4 }, Key, 2, 0, cause);
        Assert.Equal(("hex8_2p-0004", cause.Id), (e.CorrelationId, e.CausationId));
    }
}
