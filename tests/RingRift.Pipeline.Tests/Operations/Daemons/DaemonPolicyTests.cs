using System.Text.Json;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Json;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Daemons;

namespace RingRift.Pipeline.Tests.Operations.Daemons;

public sealed class DaemonPolicyTests
{
    private static readonly DaemonDefinition Daemon =
        new() { Name = "Sweep", Interval = TimeSpan.FromSeconds(10), Run = _ => Task.FromResult(string.Empty) };

    private readonly DaemonPolicy _policy = new(new DaemonOptions());

    [Fact]
    public void When_claimed_for_the_first_time_should_hold_a_lease_and_tell_that_it_started()
    {
        var claimed = _policy.Claim(Daemon, null, "w", Sample.Noon);
        Assert.Equal(
            (DaemonStatus.Running, "w", Sample.Noon.AddMinutes(3), 1L),
            (claimed.State.Status, claimed.State.Owner, claimed.State.LeaseUntil!.Value, claimed.State.Runs));
        Assert.Equal(DataEventType.DaemonStarted, Assert.Single(claimed.Events).Type);
        Assert.False(_policy.IsDue(Daemon, claimed.State, Sample.Noon.AddDays(1)));
        Assert.False(_policy.IsAbandoned(claimed.State, Sample.Noon.AddMinutes(2)));
        Assert.True(_policy.IsAbandoned(claimed.State, Sample.Noon.AddMinutes(3)));
    }

    [Fact]
    public void When_it_ran_well_should_be_due_after_its_interval_and_tell_nothing()
    {
        var ended = DaemonPolicy.Succeed(Daemon, Claimed(), "3 events", Sample.Noon.AddSeconds(2));
        Assert.Empty(ended.Events);
        Assert.Null(ended.State.LeaseUntil);
        Assert.False(_policy.IsDue(Daemon, ended.State, Sample.Noon.AddSeconds(11)));
        Assert.True(_policy.IsDue(Daemon, ended.State, Sample.Noon.AddSeconds(12)));
        Assert.Empty(_policy.Claim(Daemon, ended.State, "w", Sample.Noon.AddSeconds(12)).Events);
    }

    [Fact]
    public void When_it_fails_again_and_again_should_back_off_doubling_then_degrade_then_fail_and_be_probed()
    {
        var state = Claimed();
        var (waits, told) = (new List<double>(), new List<(DataEventType, DaemonStatus)>());
        for (var failure = 1; failure <= 12; failure++)
        {
            var failed = _policy.Fail(Daemon, state, "no storage", inGrace: false, Sample.Noon);
            waits.Add((failed.State.NextDue - Sample.Noon).TotalSeconds);
            told.AddRange(failed.Events.Select(draft => (draft.Type, Status(draft))));
            state = failed.State;
        }

        for (var i = 0; i < 9; i++)
        {
            var expected = Math.Min(5 * Math.Pow(2, i), 600);
            Assert.InRange(waits[i], expected * 0.9, expected * 1.1);
        }

        Assert.All(waits[9..], wait => Assert.Equal(4 * 3600, wait));
        Assert.Equal(
            [
                (DataEventType.DaemonStatusChanged, DaemonStatus.Restarting),
                (DataEventType.DaemonCrashLoopDetected, DaemonStatus.Restarting),
                (DataEventType.DaemonStatusChanged, DaemonStatus.Degraded), (DataEventType.DaemonPermanentlyFailed, DaemonStatus.Failed),
            ],
            told);
        Assert.Equal(
            1800,
            (_policy.Fail(Daemon with { Critical = true }, state, "no storage", inGrace: false, Sample.Noon).State.NextDue
                - Sample.Noon).TotalSeconds);
    }

    [Fact]
    public void When_the_wait_is_asked_for_twice_should_be_the_same_and_another_for_another_daemon()
    {
        var wait = _policy.Fail(Daemon, Claimed(), "e", false, Sample.Noon).State.NextDue;
        Assert.Equal(wait, _policy.Fail(Daemon, Claimed(), "e", false, Sample.Noon).State.NextDue);
        Assert.NotEqual(wait, _policy.Fail(Daemon with { Name = "Other" }, Claimed(), "e", false, Sample.Noon).State.NextDue);
    }

    [Fact]
    public void When_the_probe_of_a_failed_daemon_works_should_run_as_ever_and_tell_it()
    {
        var failed = Claimed() with { Status = DaemonStatus.Failed, Failures = 11, Error = "no storage", CrashLoop = true };
        var ended = DaemonPolicy.Succeed(Daemon, failed, "done", Sample.Noon);
        Assert.Equal(
            (DaemonStatus.Running, 0, null, false), (ended.State.Status, ended.State.Failures, ended.State.Error, ended.State.CrashLoop));
        Assert.Equal(DataEventType.DaemonStatusChanged, Assert.Single(ended.Events).Type);
    }

    [Fact]
    public void When_the_process_has_just_started_should_not_hold_failures_against_it()
    {
        var state = Claimed();
        for (var failure = 1; failure <= 20; failure++)
        {
            state = _policy.Fail(Daemon, state, "not up yet", inGrace: true, Sample.Noon).State;
        }

        Assert.Equal((DaemonStatus.Restarting, false), (state.Status, state.CrashLoop));
        Assert.Equal(DaemonStatus.Degraded, _policy.Fail(Daemon, state, "still not", inGrace: false, Sample.Noon).State.Status);
    }

    [Fact]
    public void When_failures_are_far_apart_should_be_no_crash_loop()
    {
        var state = Claimed();
        for (var failure = 0; failure < 4; failure++)
        {
            state = _policy.Fail(Daemon, state, "e", inGrace: false, Sample.Noon.AddMinutes(3 * failure)).State;
        }

        Assert.False(state.CrashLoop);
    }

    [Fact]
    public void When_a_dependency_never_ran_should_wait_for_it_and_then_run_without()
    {
        var daemon = Daemon with { DependsOn = ["Base"] };
        var registered = DaemonPolicy.Register(daemon, "Base", Sample.Noon).State;
        Assert.Equal("Base", _policy.WaitsFor(daemon, null, _ => null, Sample.Noon));
        Assert.Equal("Base", _policy.WaitsFor(daemon, registered, _ => null, Sample.Noon.AddSeconds(59)));
        Assert.Null(_policy.WaitsFor(daemon, registered, _ => null, Sample.Noon.AddSeconds(60)));
        Assert.Null(_policy.WaitsFor(daemon, registered, _ => Claimed() with { LastSuccess = Sample.Noon }, Sample.Noon));
        Assert.Equal(
            "Base",
            _policy.WaitsFor(
                daemon, registered, _ => Claimed() with { Status = DaemonStatus.Degraded, LastSuccess = Sample.Noon }, Sample.Noon));
    }

    [Theory]
    [InlineData(nameof(DaemonOptions.Lease), "00:00:30")]
    [InlineData(nameof(DaemonOptions.FailedAfter), "3")]
    [InlineData(nameof(DaemonOptions.MaxBackOff), "00:00:01")]
    public void When_options_contradict_each_other_should_say_which(string option, string value)
    {
        var options = new DaemonOptions();
        var property = typeof(DaemonOptions).GetProperty(option)!;
        property.SetValue(options, property.PropertyType == typeof(int) ? int.Parse(value, null) : TimeSpan.Parse(value, null));
        Assert.Contains(value, Assert.Single(options.Validate(new(options))).ErrorMessage, StringComparison.Ordinal);
    }

    private DaemonState Claimed() => _policy.Claim(Daemon, null, "w", Sample.Noon).State;

    private static DaemonStatus Status(EventDraft draft) =>
        JsonSerializer.Deserialize<DaemonStatus>(draft.Data.GetProperty("status"), EventJson.Options);
}
