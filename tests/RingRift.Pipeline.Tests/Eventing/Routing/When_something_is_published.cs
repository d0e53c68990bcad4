using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Routing;
using RingRift.Eventing.Transactions;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Routing;

/// <summary>Every way to publish against every kind of subscriber: once each where it belongs, and nowhere else (K1, K2).</summary>
public sealed class When_something_is_published
{
    private const int Repeats = 3;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly RoutingRules Keyed = new(_ => true, _ => ["config", "iteration", "jobId"]);

    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly FaultInjector _faults = new();
    private readonly InMemoryEventBus _transport;
    private readonly InMemoryAggregateStore _store;
    private readonly TestRouter _test;
    private readonly EventDispatcher _dispatcher;
    private readonly CountingHandler _handler = new();
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public When_something_is_published()
    {
        _transport = new InMemoryEventBus(_faults);
        _store = new InMemoryAggregateStore(_time, _faults);
        _test = TestRouter.Create(_transport, _time, Keyed);
        _dispatcher = new EventDispatcher(
            [_handler], new InMemoryDeadLetterStore(new FaultInjector()), TestObserver.Over(_time), _time,
            NullLogger<EventDispatcher>.Instance);
        _test.Router.Subscribe(Subscription.To<TrainingFailed>("typed", (_, _, _) => Count("typed")));
        _test.Router.Subscribe(Subscription.ToAll("all", (_, _) => Count("all")));
        _test.Router.Subscribe(Subscription.ToStages("stage", (_, _) => Count("stage")));
    }

    [Theory]
    [InlineData("typed event", 1, 1, 0, 1)]
    [InlineData("typed event repeated", 1, 1, 0, 1)]
    [InlineData("event repeated by the outbox", 1, 1, 0, 1)]
    [InlineData("stage event", 0, 0, 1, 0)]
    [InlineData("stage event repeated", 0, 0, 1, 0)]
    [InlineData("arrival from outside", 0, 0, 0, 1)]
    [InlineData("arrival from outside repeated", 0, 0, 0, 1)]
    public async Task Should_reach_each_subscriber_once_where_it_belongs(string published, int typed, int all, int stage, int durable)
    {
        await (published switch
        {
            "typed event" => PublishTypedAsync(1),
            "typed event repeated" => PublishTypedAsync(Repeats),
            "event repeated by the outbox" => PublishFromOutboxAsync(),
            "stage event" => PublishStageAsync(1),
            "stage event repeated" => PublishStageAsync(Repeats),
            "arrival from outside" => ArriveAsync(1),
            _ => ArriveAsync(Repeats),
        });
        await DeliverAsync();
        Assert.Equal((typed, all, stage, durable), (Of("typed"), Of("all"), Of("stage"), _handler.Effects));
        Assert.Empty(_transport.TakeAll());
    }

    [Fact]
    public async Task Should_send_a_repeated_event_again_and_leave_it_to_the_inbox()
    {
        await PublishFromOutboxAsync();
        Assert.Equal(Repeats, _transport.Published.Count);
        Assert.Single(_transport.Published.Select(envelope => envelope.Id).Distinct());
    }

    [Fact]
    public async Task Should_tell_nobody_here_what_the_transport_refused_and_tell_it_once_when_it_takes_it()
    {
        var refusals = 2;
        _faults.Fails = (point, _) => point == FaultPoint.BeforePublish && refusals-- > 0;
        await Assert.ThrowsAsync<InjectedFaultException>(() => PublishTypedAsync(1));
        await Assert.ThrowsAsync<InjectedFaultException>(() => PublishTypedAsync(1));
        Assert.Empty(_test.Events.History!.Newest(10));
        await PublishTypedAsync(1);
        await DeliverAsync();
        Assert.Equal((1, 1, 1), (Of("typed"), Of("all"), _handler.Effects));
    }

    [Fact]
    public async Task Should_keep_in_the_process_what_does_not_travel()
    {
        var test = TestRouter.Create(_transport, _time, new RoutingRules(_ => false, _ => []));
        var seen = new Delivered<RoutedEvent>();
        test.Router.Subscribe(Subscription.ToAll("here", (routed, _) => seen.Add(routed)));
        await test.Router.PublishAsync(Payload);
        await test.Router.PublishAsync([Sample.Event(new AggregateKey("aggregate"))], None);
        await seen.CountAsync(2);
        Assert.Empty(_transport.Published);
    }

    private static TrainingFailed Payload => new() { Config = "hex8_2p", Iteration = 3, JobId = "job", Attempt = 1, Reason = "reason" };

    private int Of(string subscriber) => _counts.GetValueOrDefault(subscriber);

    private ValueTask Count(string subscriber)
    {
        _counts.AddOrUpdate(subscriber, 1, (_, count) => count + 1);
        return default;
    }

    private async Task PublishTypedAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await _test.Router.PublishAsync(Payload);
        }
    }

    private async Task PublishStageAsync(int times)
    {
        var transition = new StageTransition
        {
            Config = "hex8_2p",
            Iteration = 3,
            From = IterationStage.SelfPlay,
            To = IterationStage.Sync,
            Version = 4,
            Time = Sample.Noon,
        };
        for (var time = 0; time < times; time++)
        {
            await _test.Router.PublishAsync(transition);
        }
    }

    /// <summary>One commit whose outbox is dispatched again and again, because the crash comes before its entry is removed.</summary>
    private async Task PublishFromOutboxAsync()
    {
        var key = new AggregateKey("aggregate");
        var commit = new Commit<CountedState>
        {
            Key = key,
            State = new CountedState("a", 1, []),
            Token = null,
            Version = 1,
            InboxId = null,
            Outbox = [Sample.Event(key)],
        };
        Assert.Equal(CommitOutcome.Committed, await _store.CommitAsync(commit, None));
        var outbox = new OutboxDispatcher(_store, _test.Router);
        _faults.Fails = (point, _) => point == FaultPoint.BeforeRemove;
        for (var time = 1; time < Repeats; time++)
        {
            await Assert.ThrowsAsync<InjectedFaultException>(() => outbox.DispatchAsync(key, None));
        }

        _faults.Fails = (_, _) => false;
        Assert.Equal(1, await outbox.DispatchAsync(key, None));
    }

    private async Task ArriveAsync(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await _dispatcher.HandleAsync(_handler.Name, Sample.Event(new AggregateKey("outside")), None);
        }
    }

    /// <summary>Delivers what travels, and waits until every subscriber has ended with what it got.</summary>
    private async Task DeliverAsync()
    {
        foreach (var envelope in _transport.TakeAll())
        {
            await _dispatcher.HandleAsync(_handler.Name, envelope, None);
        }

        await _test.Events.StopAsync();
        await _test.Stages.StopAsync();
    }

    private sealed class CountingHandler : StageHandler<TrainingFailed>
    {
        private readonly HashSet<string> _inbox = new(StringComparer.Ordinal);

        public int Effects => _inbox.Count;

        public override string Name => nameof(CountingHandler);

        protected override Task<HandlerResult> HandleAsync(
            EventEnvelope envelope, TrainingFailed payload, CancellationToken cancellationToken)
        {
            return Task.FromResult<HandlerResult>(_inbox.Add(envelope.Id) ? new HandlerResult.Done() : new HandlerResult.Duplicate());
        }
    }
}
