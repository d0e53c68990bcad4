using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.Deduplication;

public sealed class DeduplicatedHandlerTests
{
    private static readonly EventEnvelope Event = Sample.Event(new AggregateKey("aggregate"));
    private static readonly TimeSpan Lease = new DeduplicationOptions().Lease;

    private readonly FakeTimeProvider _time = new(Sample.Noon);
    private readonly InMemoryDeduplicationStore _store;
    private int _calls;

    public DeduplicatedHandlerTests() => _store = new InMemoryDeduplicationStore(_time);

    [Fact]
    public async Task When_handled_should_answer_repeats_and_redelivered_content_as_duplicates()
    {
        var handler = Handler(_ => Task.FromResult<HandlerResult>(new HandlerResult.Done()));
        Assert.IsType<HandlerResult.Done>(await HandleAsync(handler, Event));
        Assert.IsType<HandlerResult.Duplicate>(await HandleAsync(handler, Event));
        Assert.IsType<HandlerResult.Duplicate>(await HandleAsync(handler, Event with { Id = "a new id", ReplayId = "replay" }));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task When_another_consumer_takes_the_event_should_let_it()
    {
        Assert.IsType<HandlerResult.Done>(await HandleAsync(Handler(_ => Task.FromResult<HandlerResult>(new HandlerResult.Done())), Event));
        Assert.IsType<HandlerResult.Done>(await HandleAsync(Handler(_ => Task.FromResult<HandlerResult>(new HandlerResult.Done()), "Other"), Event));
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task When_it_is_stale_should_be_over()
    {
        var handler = Handler(_ => Task.FromResult<HandlerResult>(new HandlerResult.Stale("late")));
        Assert.IsType<HandlerResult.Stale>(await HandleAsync(handler, Event));
        Assert.IsType<HandlerResult.Duplicate>(await HandleAsync(handler, Event));
    }

    [Fact]
    public async Task When_it_is_to_be_tried_again_or_redriven_should_run_again()
    {
        HandlerResult[] answers = [new HandlerResult.Retry("not yet", TimeSpan.Zero), new HandlerResult.DeadLetter("broken"), new HandlerResult.Done()];
        var handler = Handler(_ => Task.FromResult(answers[_calls - 1]));
        foreach (var answer in answers)
        {
            Assert.Equal(answer, await HandleAsync(handler, Event));
        }
    }

    [Fact]
    public async Task When_it_throws_should_throw_and_run_again()
    {
        var handler = Handler(_ => _calls == 1
            ? throw new InjectedFaultException(FaultPoint.BeforeCommit)
            : Task.FromResult<HandlerResult>(new HandlerResult.Done()));
        await Assert.ThrowsAsync<InjectedFaultException>(() => HandleAsync(handler, Event));
        Assert.IsType<HandlerResult.Done>(await HandleAsync(handler, Event));
    }

    [Fact]
    public async Task When_two_deliveries_meet_should_let_one_run_and_put_the_other_off()
    {
        var release = new TaskCompletionSource<HandlerResult>();
        var handler = Handler(_ => release.Task);
        var first = HandleAsync(handler, Event);
        Assert.Equal(Lease, Assert.IsType<HandlerResult.Retry>(await HandleAsync(handler, Event)).After);
        release.SetResult(new HandlerResult.Done());
        Assert.IsType<HandlerResult.Done>(await first);
        Assert.IsType<HandlerResult.Duplicate>(await HandleAsync(handler, Event));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task When_it_takes_longer_than_its_claim_should_be_cancelled_and_tried_again()
    {
        var handler = Handler(async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return new HandlerResult.Done();
        });
        var handling = HandleAsync(handler, Event);
        _time.Advance(Lease);
        Assert.IsType<HandlerResult.Retry>(await handling);
    }

    [Fact]
    public async Task When_its_claim_was_taken_over_should_not_count_as_done()
    {
        var release = new TaskCompletionSource<HandlerResult>();
        var slow = HandleAsync(Handler(_ => release.Task), Event);
        _time.Advance(Lease);
        Assert.IsType<HandlerResult.Done>(await HandleAsync(Handler(_ => Task.FromResult<HandlerResult>(new HandlerResult.Done())), Event));
        release.SetResult(new HandlerResult.Done());
        Assert.Contains("was taken over", Assert.IsType<HandlerResult.Retry>(await slow).Reason, StringComparison.Ordinal);
    }

    private static Task<HandlerResult> HandleAsync(IEventHandler handler, EventEnvelope envelope) => handler.HandleAsync(envelope, CancellationToken.None);

    private DeduplicatedHandler Handler(Func<CancellationToken, Task<HandlerResult>> handle, string name = "Handler") => new(
        new Inner(name, token =>
        {
            _calls++;
            return handle(token);
        }),
        _store,
        new RoutingRules(_ => true, _ => ["jobId"]),
        _time,
        Options.Create(new DeduplicationOptions()),
        NullLogger<DeduplicatedHandler>.Instance);

    private sealed class Inner(string name, Func<CancellationToken, Task<HandlerResult>> handle) : IEventHandler
    {
        public string Name => name;

        public DataEventType Accepts => DataEventType.TrainingFailed;

        public Task<HandlerResult> HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken) => handle(cancellationToken);
    }
}
