using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Log;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Reconciliation;

namespace RingRift.Pipeline.Tests.Operations.Reconciliation;

public sealed class DeliveryAuditPolicyTests
{
    private const string Consumer = "EnrolChampion";
    private static readonly EventEnvelope Event = Sample.Event(new AggregateKey("audited"));
    private static readonly DateTimeOffset Now = Sample.Noon.AddHours(1);
    private readonly DeliveryAuditPolicy _policy = new(new DeliveryAuditOptions { After = TimeSpan.FromMinutes(15), MaxRedeliveries = 2 });

    [Theory]
    [InlineData(HandlingOutcome.Done)]
    [InlineData(HandlingOutcome.Duplicate)]
    [InlineData(HandlingOutcome.Stale)]
    public void When_the_consumer_is_done_should_forget_it_whatever_came_later(HandlingOutcome outcome)
    {
        var logged = Logged(Handled(outcome, -30), Handled(HandlingOutcome.Faulted, -20));
        Assert.True(DeliveryAuditPolicy.IsSettled(logged, Consumer));
        Assert.Equal((DeliveryAction.None, null), Decide(logged, new DeliveryFacts()));
    }

    [Fact]
    public void When_only_another_consumer_is_done_should_send_it_again()
    {
        var other = Handled(HandlingOutcome.Done, -30) with { Consumer = "DistributeModel" };
        Assert.Equal(DeliveryAction.Redeliver, Decide(Logged(other), new DeliveryFacts()).Action);
    }

    public static TheoryData<string, DeliveryFacts> Over => new()
    {
        { "letter", new DeliveryFacts { HasDeadLetter = true } },
        { "job done", new DeliveryFacts { Job = Job(JobStatus.Done, -60) } },
        { "job failed", new DeliveryFacts { Job = Job(JobStatus.Failed, -60) } },
        { "iteration over", new DeliveryFacts { IsOver = true } },
    };

    [Theory]
    [MemberData(nameof(Over))]
    public void When_it_is_over_or_with_people_should_forget_it(string why, DeliveryFacts facts) =>
        Assert.True(Decide(Logged(), facts) == (DeliveryAction.None, null), why);

    [Fact]
    public void When_the_consumer_gave_it_up_should_leave_it_to_people() =>
        Assert.Equal((DeliveryAction.None, null), Decide(Logged(Handled(HandlingOutcome.DeadLetter, -30)), new DeliveryFacts()));

    public static TheoryData<string, DeliveryFacts, HandlingRecord?> Waits => new()
    {
        { "held", new DeliveryFacts(), Handled(HandlingOutcome.Held, -300) },
        { "paused", new DeliveryFacts { Hold = "paused until later" }, null },
        { "worked on", new DeliveryFacts { Job = Job(JobStatus.Running, 5) }, null },
        { "worked on until just now", new DeliveryFacts { Job = Job(JobStatus.Running, -14) }, null },
        { "in a queue", new DeliveryFacts { Waiting = 1 }, null },
        { "tried again by its transport", new DeliveryFacts(), Handled(HandlingOutcome.Retry, -14) },
        { "faulted just now", new DeliveryFacts(), Handled(HandlingOutcome.Faulted, -14) },
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public void When_somebody_looks_after_it_should_look_again_later_without_counting(string why, DeliveryFacts facts, HandlingRecord? last)
    {
        var delivery = Open(redeliveries: 1);
        var decision = _policy.Decide(last is null ? Logged() : Logged(last), delivery, facts, Now);
        Assert.True(decision is { Action: DeliveryAction.None }, why);
        Assert.Equal(delivery with { LookAt = Now.AddMinutes(15) }, decision.Next);
    }

    public static TheoryData<string, DeliveryFacts, HandlingRecord?> Lost => new()
    {
        { "never seen", new DeliveryFacts(), null },
        { "its worker died", new DeliveryFacts { Job = Job(JobStatus.Running, -16) }, null },
        { "its transport gave up", new DeliveryFacts(), Handled(HandlingOutcome.Faulted, -16) },
    };

    [Theory]
    [MemberData(nameof(Lost))]
    public void When_nobody_has_it_should_send_it_again_wait_longer_each_time_and_give_it_up_in_the_end(
        string why, DeliveryFacts facts, HandlingRecord? last)
    {
        var logged = last is null ? Logged() : Logged(last);
        var first = _policy.Decide(logged, Open(0), facts, Now);
        Assert.True(first.Action == DeliveryAction.Redeliver, why);
        Assert.Equal(Open(1) with { LookAt = Now.AddMinutes(15) }, first.Next);
        var second = _policy.Decide(logged, first.Next!, facts, Now);
        Assert.Equal((DeliveryAction.Redeliver, Open(2) with { LookAt = Now.AddMinutes(30) }), (second.Action, second.Next));
        var third = _policy.Decide(logged, second.Next!, facts, Now);
        Assert.Equal((DeliveryAction.GiveUp, null), (third.Action, third.Next));
        Assert.Contains("2 times", third.Reason, StringComparison.Ordinal);
    }

    private (DeliveryAction Action, OpenDelivery? Next) Decide(LoggedEvent logged, DeliveryFacts facts)
    {
        var decision = _policy.Decide(logged, Open(0), facts, Now);
        return (decision.Action, decision.Next);
    }

    private static OpenDelivery Open(int redeliveries) => new(Event.Id, Event.CorrelationId, Consumer, redeliveries, Now);

    private static LoggedEvent Logged(params HandlingRecord[] handlings) => new(Event, Sample.Noon, handlings);

    private static HandlingRecord Handled(HandlingOutcome outcome, int minutes) => new()
    {
        DeliveryId = $"{outcome} {minutes}",
        EventId = Event.Id,
        CorrelationId = Event.CorrelationId,
        Consumer = Consumer,
        Time = Now.AddMinutes(minutes),
        Duration = TimeSpan.FromSeconds(1),
        Outcome = outcome,
        Reason = "because",
    };

    private static JobState Job(JobStatus status, int leaseMinutes) =>
        new() { JobId = "job", Status = status, Owner = "worker", LeaseUntil = Now.AddMinutes(leaseMinutes), Attempt = 1 };
}
