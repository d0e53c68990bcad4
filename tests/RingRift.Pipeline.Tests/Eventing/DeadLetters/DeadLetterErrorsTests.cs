using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Aggregates;
using RingRift.Eventing.DeadLetters;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.DeadLetters;

public sealed class DeadLetterErrorsTests
{
    private const string Consumer = "EndFailedTraining";
    private static readonly EventEnvelope Event = Sample.Event(new AggregateKey("failed"));
    private readonly InMemoryEventLog _log = new(new FakeTimeProvider(Sample.Noon));

    [Fact]
    public async Task Should_say_what_the_consumer_failed_with_last()
    {
        await _log.AppendPublishedAsync([Event], default);
        await HandleAsync(Consumer, 1, HandlingOutcome.Faulted, "first");
        await HandleAsync(Consumer, 2, HandlingOutcome.Faulted, "storage is full");
        await HandleAsync(Consumer, 3, HandlingOutcome.Duplicate, null);
        await HandleAsync("another", 4, HandlingOutcome.Faulted, "another's trouble");

        Assert.Equal("storage is full", (await ErrorsOf(_log).WithErrorAsync(Letter, default)).Error);
        Assert.Equal(
            "storage is full; last delivery: Busy",
            (await ErrorsOf(_log).WithErrorAsync(Letter with { Error = "last delivery: Busy" }, default)).Error);
    }

    [Fact]
    public async Task When_nothing_is_known_should_leave_the_letter_as_it_is()
    {
        var strange = Letter with { EventId = null };
        Assert.Equal(Letter, await ErrorsOf(_log).WithErrorAsync(Letter, default));
        Assert.Equal(Letter, await ErrorsOf(null).WithErrorAsync(Letter, default));
        Assert.Equal(strange, await ErrorsOf(_log).WithErrorAsync(strange, default));
    }

    private static DeadLetter Letter => DeadLetter.Of(Event, DeadLetterOrigin.PoisonQueue, Consumer, "given up", Sample.Noon, "message 1");

    private static DeadLetterErrors ErrorsOf(IEventLog? log) => new(NullLogger<DeadLetterErrors>.Instance, log);

    private Task HandleAsync(string consumer, int minute, HandlingOutcome outcome, string? reason) => _log.AppendHandledAsync(
        [new HandlingRecord
        {
            DeliveryId = $"{consumer} {minute}",
            EventId = Event.Id,
            CorrelationId = Event.CorrelationId,
            Consumer = consumer,
            Time = Sample.Noon.AddMinutes(minute),
            Duration = TimeSpan.Zero,
            Outcome = outcome,
            Reason = reason,
        }],
        default);
}
