using System.Text;
using RingRift.Eventing.Clocks;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Recovery;
using RingRift.Learning.Randomness;

namespace RingRift.Pipeline.Operations.Daemons;

/// <summary>When daemons run and what becomes of their failures. Knows states and times only.</summary>
public sealed class DaemonPolicy(DaemonOptions options)
{
    /// <summary>Subject of a daemon's events.</summary>
    public static string SubjectOf(string daemon) => $"daemons/{daemon}";

    /// <summary>Correlation of a daemon's events: all of its life is one chain.</summary>
    public static string CorrelationOf(string daemon) => $"daemon-{daemon}";

    /// <summary>Whether a daemon is to be claimed now; an expired lease is looked at by <see cref="IsAbandoned"/>.</summary>
    public bool IsDue(DaemonDefinition daemon, DaemonState? state, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        return state is null || state.LeaseUntil is null && state.NextDue.HasCome(now, state.Failures > 0 ? Wait(daemon, state.Failures) : daemon.Interval);
    }

    /// <summary>Whether the process that ran it died on the way.</summary>
    public bool IsAbandoned(DaemonState? state, DateTimeOffset now) => state?.LeaseUntil?.HasCome(now, options.Lease) == true;

    /// <summary>The dependency a daemon waits for; null when it need not wait, or has waited long enough (no failure holds others for good, K20).</summary>
    public string? WaitsFor(DaemonDefinition daemon, DaemonState? state, Func<string, DaemonState?> stateOf, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        ArgumentNullException.ThrowIfNull(stateOf);
        return state is not null && state.NextDue.HasPassed(options.DependencyWait, now)
            ? null
            : daemon.DependsOn.FirstOrDefault(name => stateOf(name) is not { Status: DaemonStatus.Running, LastSuccess: not null });
    }

    /// <summary>A daemon that is seen for the first time and has to wait.</summary>
    public static Decision<DaemonState>.Accept Register(DaemonDefinition daemon, string dependency, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        var state = new DaemonState { Name = daemon.Name, Status = DaemonStatus.Starting, NextDue = now };
        return new(state, Changed(state, $"waits for {dependency}"));
    }

    /// <summary>Takes a due daemon for one run.</summary>
    public Decision<DaemonState>.Accept Claim(DaemonDefinition daemon, DaemonState? state, string owner, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        var starts = state is null or { Status: DaemonStatus.Stopped or DaemonStatus.Starting };
        var claimed = (state ?? new DaemonState { Name = daemon.Name, Status = DaemonStatus.Starting, NextDue = now }) with
        {
            Owner = owner,
            LeaseUntil = now + options.Lease,
            LastStart = now,
            Runs = (state?.Runs ?? 0) + 1,
        };
        return starts
            ? new(claimed with { Status = DaemonStatus.Running }, Started(claimed with { Status = DaemonStatus.Running }, $"started by {owner}"))
            : new(claimed);
    }

    /// <summary>Ends a run that did its work.</summary>
    public static Decision<DaemonState>.Accept Succeed(DaemonDefinition daemon, DaemonState state, string result, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        var ended = Released(state) with
        {
            Status = DaemonStatus.Running,
            NextDue = now + daemon.Interval,
            LastSuccess = now,
            LastResult = result,
            Failures = 0,
            RecentFailures = [],
            CrashLoop = false,
            Error = null,
        };
        return state.Status == DaemonStatus.Running ? new(ended) : new(ended, Changed(ended, $"runs again after {state.Failures} failures"));
    }

    /// <summary>Ends a run that did a part of its work: well, and due again at once for the rest.</summary>
    public static Decision<DaemonState>.Accept Continue(DaemonDefinition daemon, DaemonState state, string result, DateTimeOffset now)
    {
        var ended = Succeed(daemon, state, result, now);
        return ended with { State = ended.State with { NextDue = now } };
    }

    /// <summary>Ends a run that the stopping process gave up: nobody's fault, due at once.</summary>
    public static Decision<DaemonState>.Accept GiveBack(DaemonState state, DateTimeOffset now) => new(Released(state) with { NextDue = now });

    /// <summary>Ends a run that failed: back-off, then degraded, then probes.</summary>
    /// <param name="daemon">The daemon.</param>
    /// <param name="state">Its state.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="inGrace">Whether the process is so young that failures are not held against the daemon.</param>
    /// <param name="now">When.</param>
    public Decision<DaemonState>.Accept Fail(DaemonDefinition daemon, DaemonState state, string error, bool inGrace, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(daemon);
        ArgumentNullException.ThrowIfNull(state);
        var failures = inGrace ? Math.Min(state.Failures + 1, Math.Max(state.Failures, options.DegradedAfter - 1)) : state.Failures + 1;
        var status = failures >= options.FailedAfter ? DaemonStatus.Failed : failures >= options.DegradedAfter ? DaemonStatus.Degraded : DaemonStatus.Restarting;
        DateTimeOffset[] recent = inGrace ? [] : [.. state.RecentFailures.Where(time => !time.IsAhead(now)).Append(now).TakeLast(options.CrashLoopFailures)];
        var loops = recent.Length == options.CrashLoopFailures && now - recent[0] <= options.CrashLoopWindow;
        var failed = Released(state) with
        {
            Status = status,
            NextDue = now + Wait(daemon, failures),
            Failures = failures,
            RecentFailures = recent,
            CrashLoop = state.CrashLoop || loops,
            Error = error,
        };
        return new(failed, [.. Told(state, failed, error)]);
    }

    private static IEnumerable<EventDraft> Told(DaemonState before, DaemonState after, string error)
    {
        if (after.CrashLoop && !before.CrashLoop)
        {
            yield return CrashLoop(after, error);
        }

        if (after.Status != before.Status)
        {
            yield return after.Status == DaemonStatus.Failed ? PermanentlyFailed(after, error) : Changed(after, error);
        }
    }

    private TimeSpan Wait(DaemonDefinition daemon, int failures)
    {
        if (failures >= options.FailedAfter)
        {
            return daemon.Critical ? options.CriticalProbe : options.Probe;
        }

        var wait = DoublingWait.After(failures, options.FirstBackOff, options.MaxBackOff);
        var seed = Encoding.UTF8.GetBytes(daemon.Name).Aggregate(0UL, (mixed, letter) => SeededRandom.Derive(mixed, letter));
        var jitter = options.Jitter * ((2 * new SeededRandom(SeededRandom.Derive(seed, (ulong)failures)).NextDouble()) - 1);
        return wait * (1 + jitter);
    }

    private static DaemonState Released(DaemonState state) => state with { Owner = null, LeaseUntil = null };

    private static EventDraft Of<TPayload>(DaemonState state, TPayload payload)
        where TPayload : class, IEventPayload => EventDraft.Of(payload, SubjectOf(state.Name), CorrelationOf(state.Name));

    private static EventDraft Started(DaemonState state, string reason) => Of(state, DaemonStarted.From(Status(state, reason)));

    private static EventDraft Changed(DaemonState state, string reason) => Of(state, Status(state, reason));

    private static EventDraft PermanentlyFailed(DaemonState state, string reason) => Of(state, DaemonPermanentlyFailed.From(Status(state, reason)));

    private static EventDraft CrashLoop(DaemonState state, string reason) => Of(state, DaemonCrashLoopDetected.From(Status(state, reason)));

    private static DaemonStatusChanged Status(DaemonState state, string reason) =>
        new DaemonStatusChanged { Daemon = state.Name, Status = state.Status, Reason = reason, Restarts = state.Failures };
}
