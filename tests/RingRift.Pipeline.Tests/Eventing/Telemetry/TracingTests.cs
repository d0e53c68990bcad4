using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Delivery;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Eventing.Telemetry;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Tests.Cascade;

namespace RingRift.Pipeline.Tests.Eventing.Telemetry;

public sealed class TracingTests : IDisposable
{
    private const string TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly Spans _spans = new();
    private readonly EventFactory _events = new(new FakeTimeProvider(Sample.Noon), "/tests");
    private readonly PipelineHarness _harness = new();

    public void Dispose()
    {
        _harness.Dispose();
        _spans.Dispose();
    }

    [Fact]
    public void When_an_activity_is_at_work_a_new_event_should_carry_it()
    {
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();
        activity.TraceStateString = "vendor=1";
        var made = Make(Cause(TraceParent));
        Assert.Equal((activity.Id, "vendor=1"), (made.TraceParent, made.TraceState));
    }

    [Fact]
    public void When_nothing_is_traced_here_a_new_event_should_carry_what_its_cause_did()
    {
        Assert.Null(Activity.Current);
        var made = Make(Cause(TraceParent) with { TraceState = "a=b" });
        Assert.Equal((TraceParent, "a=b"), (made.TraceParent, made.TraceState));
        Assert.Null(Make(null).TraceParent);
    }

    [Fact]
    public async Task When_an_event_is_published_again_should_carry_the_same_context()
    {
        var key = Sample.Key();
        EventEnvelope made;
        using (new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start())
        {
            made = Make(null, key);
        }

        var store = _harness.Get<IAggregateStore>();
        await store.CommitAsync(
            new Commit<CountedState> { Key = key, State = new("s", 1, []), Token = null, Version = 1, InboxId = null, Outbox = [made] }, default);
        await _harness.Get<OutboxDispatcher>().DispatchAsync(key, default);
        Assert.NotNull(made.TraceParent);
        Assert.Equal(made.TraceParent, Assert.Single(_harness.Bus.Published).TraceParent);
    }

    [Fact]
    public async Task When_nothing_else_is_at_work_a_consumer_should_be_the_child_of_the_span_that_made_the_event()
    {
        var span = await DeliverAsync(Cause(TraceParent));
        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"), (span.TraceId.ToHexString(), span.ParentSpanId.ToHexString()));
        Assert.Empty(span.Links);
        Assert.Equal(ActivityKind.Consumer, span.Kind);
    }

    [Fact]
    public async Task When_an_http_request_is_at_work_a_consumer_should_be_its_child_and_link_the_span_that_made_the_event()
    {
        using var request = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();
        var span = await DeliverAsync(Cause(TraceParent));
        Assert.Equal(request.SpanId, span.ParentSpanId);
        Assert.Equal("b7ad6b7169203331", Assert.Single(span.Links).Context.SpanId.ToHexString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no trace context")]
    public async Task When_an_event_carries_no_context_a_consumer_should_begin_a_trace(string? traceParent)
    {
        var span = await DeliverAsync(Cause(traceParent));
        Assert.Equal(default, span.ParentSpanId);
        Assert.Empty(span.Links);
    }

    [Fact]
    public async Task When_a_consumer_makes_an_event_should_carry_its_span()
    {
        EventEnvelope? made = null;
        var cause = Cause(TraceParent);
        await _harness.Get<DeliveryObserver>().ObserveAsync(
            "Consumer",
            cause,
            () =>
            {
                made = Make(cause);
                return Task.FromResult(0);
            },
            _ => new DeliveryEnd(HandlingOutcome.Done));
        Assert.Equal(Assert.Single(_spans.OfConversation(cause.CorrelationId)).Id, made!.TraceParent);
    }

    [Fact]
    public async Task When_events_are_sent_should_link_the_spans_that_made_them()
    {
        var (first, second) = (Cause(TraceParent), Cause("00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01"));
        using var outer = new Activity("outer").SetIdFormat(ActivityIdFormat.W3C).Start();
        await _harness.Get<IEventPublisher>().PublishAsync([first, second, first with { Id = "3" }], default);
        var send = Assert.Single(_spans.OfTrace(outer.TraceId));
        Assert.Equal(["b7ad6b7169203331", "00f067aa0ba902b7"], send.Links.Select(link => link.Context.SpanId.ToHexString()));
        Assert.Equal((ActivityKind.Client, 3), (send.Kind, send.GetTagItem(PipelineTelemetry.Tags.BatchCount)));
    }

    [Fact]
    public async Task When_a_consumer_throws_should_say_so_and_leave_the_exception_as_it_is()
    {
        var cause = Cause(TraceParent);
        await Assert.ThrowsAsync<TimeoutException>(() => _harness.Get<DeliveryObserver>().ObserveAsync<int>(
            "Consumer", cause, () => throw new TimeoutException("storage"), _ => new DeliveryEnd(HandlingOutcome.Done)));
        var span = Assert.Single(_spans.OfConversation(cause.CorrelationId));
        Assert.Equal((ActivityStatusCode.Error, "System.TimeoutException"), (span.Status, span.GetTagItem(PipelineTelemetry.Tags.ErrorType)));
        Assert.Equal("exception", Assert.Single(span.Events).Name);
        Assert.Equal(("Faulted", "TimeoutException: storage"), await LoggedAsync(cause));
    }

    [Fact]
    public async Task When_a_consumer_is_told_to_stop_should_not_count_it_as_a_failure()
    {
        var cause = Cause(TraceParent);
        await Assert.ThrowsAsync<TaskCanceledException>(() => _harness.Get<DeliveryObserver>().ObserveAsync<int>(
            "Consumer", cause, () => throw new TaskCanceledException(), _ => new DeliveryEnd(HandlingOutcome.Done)));
        var span = Assert.Single(_spans.OfConversation(cause.CorrelationId));
        Assert.Equal((ActivityStatusCode.Unset, "retry"), (span.Status, span.GetTagItem(PipelineTelemetry.Tags.Outcome)));
        Assert.Equal(("Retry", "stopped"), await LoggedAsync(cause));
    }

    private static EventEnvelope Cause(string? traceParent) =>
        Sample.Event(Sample.Key()) with { TraceParent = traceParent, CorrelationId = Sample.Unique("chain") };

    private EventEnvelope Make(EventEnvelope? cause, AggregateKey? key = null) => _events.Create(
        new TrainingFailed { Config = "hex8_2p", Iteration = 3, JobId = "j", Attempt = 1, Reason = "r" }, key ?? new AggregateKey("made"), 1, 0, cause);

    private async Task<Activity> DeliverAsync(EventEnvelope envelope)
    {
        await _harness.Get<EventDispatcher>().HandleAsync("EndFailedTraining", envelope, default);
        return Assert.Single(_spans.OfConversation(envelope.CorrelationId), activity => activity.Kind == ActivityKind.Consumer);
    }

    private async Task<(string Outcome, string? Reason)> LoggedAsync(EventEnvelope cause)
    {
        await _harness.Get<IEventLog>().AppendPublishedAsync([cause], default);
        await _harness.Get<DeliveryLogWriter>().FlushAsync(default);
        var handling = Assert.Single((await _harness.Get<IEventLog>().OfCorrelationAsync(cause.CorrelationId, default).SingleAsync()).Handlings);
        return (handling.Outcome.ToString(), handling.Reason);
    }
}
