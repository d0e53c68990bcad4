using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Recovery;
using RingRift.Eventing.Transactions;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Tests.Eventing.Routing;

namespace RingRift.Pipeline.Tests.Eventing.Transactions;

public sealed class AggregateTransactionTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly AggregateKey Key = new("aggregate");

    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly FaultInjector _faults = new();
    private readonly InMemoryAggregateStore _store;
    private readonly InMemoryEventBus _bus;
    private readonly AggregateTransaction _transaction;
    private int _decisions;

    public AggregateTransactionTests()
    {
        _store = new InMemoryAggregateStore(_time, _faults);
        _bus = new InMemoryEventBus(_faults);
        var router = TestRouter.Over(_bus, _time);
        _transaction = new AggregateTransaction(
            _store, new OutboxDispatcher(_store, router), router, new EventFactory(_time, "/tests"), _time, NullLogger<AggregateTransaction>.Instance);
    }

    [Fact]
    public async Task When_an_event_is_new_should_commit_and_publish()
    {
        var cause = Sample.Event(new AggregateKey("cause"));
        Assert.IsType<HandlerResult.Done>(await ExecuteAsync(cause));
        Assert.Equal(1, (await _store.LoadAsync<CountedState>(Key, None))!.State.Count);
        var said = Assert.Single(_bus.Published);
        Assert.Equal((cause.Id, cause.CorrelationId, "/tests", "hex8_2p/0003"), (said.CausationId, said.CorrelationId, said.Source, said.Subject));
        Assert.Empty(await PendingAsync());
    }

    [Fact]
    public async Task When_an_event_comes_again_should_decide_nothing()
    {
        var cause = Sample.Event(new AggregateKey("cause"));
        await ExecuteAsync(cause);
        Assert.IsType<HandlerResult.Duplicate>(await ExecuteAsync(cause));
        Assert.Equal((1, 1), (_decisions, _bus.Published.Count));
    }

    [Fact]
    public async Task When_publishing_crashed_should_publish_the_same_event_on_the_next_delivery()
    {
        var cause = Sample.Event(new AggregateKey("cause"));
        _faults.Fails = (point, _) => point == FaultPoint.BeforePublish;
        await Assert.ThrowsAsync<InjectedFaultException>(() => ExecuteAsync(cause));
        var waiting = Assert.Single(await PendingAsync());
        _faults.Fails = (_, _) => false;
        Assert.IsType<HandlerResult.Duplicate>(await ExecuteAsync(cause));
        Assert.Equal(waiting.Event.Id, Assert.Single(_bus.Published).Id);
        Assert.Equal(1, _decisions);
    }

    [Fact]
    public async Task When_another_event_left_its_outbox_should_publish_its_own_and_leave_that_to_its_redelivery()
    {
        var (first, second) = (Sample.Event(new AggregateKey("first")), Sample.Event(new AggregateKey("second")));
        _faults.Fails = (point, _) => point == FaultPoint.BeforePublish;
        await Assert.ThrowsAsync<InjectedFaultException>(() => ExecuteAsync(first));
        _faults.Fails = (_, _) => false;
        Assert.IsType<HandlerResult.Done>(await ExecuteAsync(second));
        Assert.Equal(second.Id, Assert.Single(_bus.Published).CausationId);
        Assert.IsType<HandlerResult.Duplicate>(await ExecuteAsync(first));
        Assert.Equal([second.Id, first.Id], _bus.Published.Select(e => e.CausationId));
        Assert.Empty(await PendingAsync());
    }

    [Fact]
    public async Task When_removal_crashed_should_publish_again_with_the_same_id()
    {
        var cause = Sample.Event(new AggregateKey("cause"));
        _faults.Fails = (point, _) => point == FaultPoint.BeforeRemove;
        await Assert.ThrowsAsync<InjectedFaultException>(() => ExecuteAsync(cause));
        _faults.Fails = (_, _) => false;
        await ExecuteAsync(cause);
        Assert.Equal(2, _bus.Published.Count);
        Assert.Single(_bus.Published.Select(e => e.Id).Distinct());
    }

    [Fact]
    public async Task When_overtaken_should_decide_again_on_the_new_state()
    {
        var conflicts = 3;
        _faults.Fails = (point, _) => point == FaultPoint.CommitConflict && conflicts-- > 0;
        Assert.IsType<HandlerResult.Done>(await ExecuteAsync(Sample.Event(new AggregateKey("cause"))));
        Assert.Equal(4, _decisions);
    }

    [Fact]
    public async Task When_overtaken_too_often_should_put_the_event_off()
    {
        _faults.Fails = (point, _) => point == FaultPoint.CommitConflict;
        Assert.IsType<HandlerResult.Retry>(await ExecuteAsync(Sample.Event(new AggregateKey("cause"))));
        Assert.Equal(HandlerRetry.MaxCommits, _decisions);
        Assert.Null(await _store.LoadAsync<CountedState>(Key, None));
    }

    [Fact]
    public async Task When_many_events_race_should_count_each_once()
    {
        var causes = Enumerable.Range(0, 6).Select(i => Sample.Event(new AggregateKey($"cause-{i}"))).ToArray();
        var results = await Task.WhenAll(causes.Concat(causes).Select(cause => Task.Run(() => ExecuteAsync(cause))));
        Assert.DoesNotContain(results, result => result is HandlerResult.Retry);
        Assert.Equal(6, (await _store.LoadAsync<CountedState>(Key, None))!.State.Count);
        Assert.Equal(6, _bus.Published.Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task When_the_policy_leaves_should_answer_so_and_remember_nothing()
    {
        var cause = Sample.Event(new AggregateKey("cause"));
        var result = await _transaction.ExecuteAsync<CountedState>(
            Key, cause, _ => new Decision<CountedState>.Leave(new HandlerResult.Stale("late")), None);
        Assert.Equal(new HandlerResult.Stale("late"), result);
        Assert.False(await _store.IsHandledAsync(Key, cause.Id, None));
    }

    private Task<HandlerResult> ExecuteAsync(EventEnvelope cause) => _transaction.ExecuteAsync<CountedState>(
        Key,
        cause,
        state =>
        {
            Interlocked.Increment(ref _decisions);
            var count = (state?.Count ?? 0) + 1;
            var failed = new TrainingFailed { Config = "hex8_2p", Iteration = 3, JobId = "job", Attempt = 1, Reason = "reason" };
            return new Decision<CountedState>.Accept(new CountedState("counter", count, []), EventDraft.Of(failed));
        },
        None);

    private async Task<List<OutboxEntry>> PendingAsync()
    {
        var entries = new List<OutboxEntry>();
        await foreach (var entry in _store.PendingAsync(Key, None))
        {
            entries.Add(entry);
        }

        return entries;
    }
}
