using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.Deduplication;
using RingRift.Eventing.Events;
using RingRift.Eventing.Recovery;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Daemons;
using RingRift.Pipeline.Operations.Reconciliation;
using RingRift.Pipeline.Operations.Scaling;
using RingRift.Pipeline.Operations.Stalls;

namespace RingRift.Pipeline.Tests.Eventing.Clocks;

/// <summary>Every place that holds a stored time against the clock: what a clock that was ahead left holds nobody up once it is right.</summary>
public sealed class TimesOfTheFutureTests
{
    private static readonly DateTimeOffset Now = Sample.Noon;
    private static readonly DaemonDefinition Daemon = new() { Name = "Sweep", Interval = TimeSpan.FromSeconds(10), Run = _ => Task.FromResult(string.Empty) };

    public static TheoryData<TimeSpan> Errors => [TimeSpan.FromMinutes(45), TimeSpan.FromHours(2), TimeSpan.FromDays(1), TimeSpan.FromDays(40), TimeSpan.FromDays(4000)];

    [Theory]
    [MemberData(nameof(Errors))]
    public void When_a_daemon_ran_in_the_future_should_be_due_and_its_lease_over(TimeSpan error)
    {
        var policy = new DaemonPolicy(new DaemonOptions());
        var claimed = policy.Claim(Daemon, null, "w", Now + error).State;
        Assert.True(policy.IsAbandoned(claimed, Now));
        Assert.False(policy.IsAbandoned(claimed, Now + error));
        var ended = DaemonPolicy.Succeed(Daemon, claimed, "done", Now + error).State;
        Assert.True(policy.IsDue(Daemon, ended, Now));
        Assert.False(policy.IsDue(Daemon, ended, Now + error));
        var failed = policy.Fail(Daemon, claimed, "broken", inGrace: false, Now + error).State;
        Assert.True(policy.IsDue(Daemon, failed, Now));
        Assert.False(policy.IsDue(Daemon, failed, Now + error));
    }

    [Fact]
    public void When_failures_are_of_the_future_should_make_no_crash_loop()
    {
        var policy = new DaemonPolicy(new DaemonOptions());
        var state = policy.Claim(Daemon, null, "w", Now).State;
        for (var failure = 0; failure < 2; failure++)
        {
            state = policy.Fail(Daemon, state, "broken", inGrace: false, Now.AddDays(1)).State;
        }

        Assert.False(policy.Fail(Daemon, state, "broken", inGrace: false, Now).State.CrashLoop);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void When_a_repeat_is_of_the_future_should_be_due(TimeSpan error)
    {
        var policy = new ResendPolicy(new ReconciliationOptions());
        var state = States.SelfPlay() with { StartedAt = Now + error, Timeline = [] };
        Assert.True(policy.IsOverdue(state, Now));
        Assert.False(policy.IsOverdue(state, Now + error));
        var sent = policy.Claim(null, state, 1, Now + error)!.State;
        Assert.NotNull(policy.Claim(sent, state, 1, Now));
        Assert.Null(policy.Claim(sent, state, 1, Now + error));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void When_progress_is_of_the_future_should_hide_no_standstill(TimeSpan error)
    {
        var policy = new ResendPolicy(new ReconciliationOptions());
        var state = States.SelfPlay() with { StartedAt = Now.AddMinutes(-1), Timeline = [new TimelineEntry(Now + error, DataEventType.SelfplayComplete, "shard 0")] };
        Assert.True(policy.IsOverdue(state, Now));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void When_a_job_was_leased_in_the_future_should_be_free(TimeSpan error)
    {
        var job = new JobState { JobId = "j", Status = JobStatus.Running, Owner = "w", Attempt = 1, LeaseUntil = Now + error + TimeSpan.FromSeconds(30), Renewed = Now + error };
        Assert.False(job.IsHeld(Now));
        Assert.True(job.IsHeld(Now + error));
        Assert.Equal(error < Leases.LongestJob, (job with { Renewed = null }).IsHeld(Now));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void When_an_open_delivery_is_of_the_future_should_look_at_it(TimeSpan error)
    {
        var policy = new DeliveryAuditPolicy(new DeliveryAuditOptions());
        var delivery = new OpenDelivery("e", "c", "consumer", Redeliveries: 0, Now + error + TimeSpan.FromMinutes(15));
        Assert.True(policy.IsDue(delivery, Now));
        Assert.False(policy.IsDue(delivery, Now + error));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void When_a_stall_is_of_the_future_should_count_it_from_now(TimeSpan error)
    {
        var policy = new StallPolicy(new StallOptions());
        var before = new ProgressState("hex8_2p", 1, IterationStage.SelfPlay, "m", Now + error, MayStand: false);
        var moved = policy.Look(before, before with { Since = Now })!.State;
        Assert.Equal((Now, false), (moved.Since, moved.Stalled));
        Assert.True(policy.Look(moved, moved with { Since = Now.AddMinutes(30) })!.State.Stalled);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void When_pressure_and_pauses_are_of_the_future_should_hold_nothing_back(TimeSpan error)
    {
        var state = new BackPressureState(Now + error, [new QueuePressure("q", 9, Now + error, Now + error + TimeSpan.FromMinutes(2))]);
        Assert.Null(state.Pressed(Now));
        Assert.NotNull(state.Pressed(Now + error));

        var request = new PauseRequest { Owner = "me", Reason = "driver", Duration = TimeSpan.FromHours(1) };
        var paused = PausePolicy.Begin("all", null, request, Now + error).State;
        Assert.Empty(paused.At(Now));
        Assert.Single(paused.At(Now + error));
        var prolonged = PausePolicy.Begin("all", PausePolicy.Begin("all", null, request, Now).State, request, Now.AddMinutes(1)).State;
        Assert.Single(prolonged.At(Now.AddMinutes(30)));
        Assert.NotNull(PausePolicy.Expire(paused, Now));
    }

    [Fact]
    public void When_a_cooldown_is_of_the_future_should_begin_it_now_and_forget_the_days()
    {
        var days = GpuLedger.Book([], WorkKind.SelfPlay, 1, Now.AddDays(1), Now.AddDays(1).AddHours(2));
        Assert.Equal(2, Assert.Single(days).Total());
        Assert.Empty(GpuLedger.Book(days, WorkKind.SelfPlay, 1, Now.AddDays(1), Now));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task When_a_claim_is_of_the_future_should_be_free(TimeSpan error)
    {
        var clock = new SettableClock(new FakeTimeProvider(Now)) { Ahead = error };
        var store = new InMemoryDeduplicationStore(clock);
        var (key, lease) = (ContentKey.Of("content"), TimeSpan.FromMinutes(5));
        Assert.IsType<ClaimOutcome.Claimed>(await store.ClaimAsync(key, "one", lease, CancellationToken.None));
        Assert.IsType<ClaimOutcome.Busy>(await store.ClaimAsync(key, "two", lease, CancellationToken.None));
        clock.Ahead = TimeSpan.Zero;
        Assert.IsType<ClaimOutcome.Claimed>(await store.ClaimAsync(key, "two", lease, CancellationToken.None));
    }
}
