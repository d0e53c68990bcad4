using System.Globalization;
using RingRift.Eventing.Clocks;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>
/// How many workers a kind of work gets: what its queue needs, within its own limits and cooldowns and within what the budget of the day
/// leaves to it. Without anything to read or to remember but its arguments, so that tables test it and the simulation runs it.
/// </summary>
public sealed class ScalePolicy(ScalerOptions options)
{
    private readonly GpuBudget _budget = new(options);

    /// <summary>Decides.</summary>
    /// <param name="reading">What there is.</param>
    /// <param name="before">What was decided last; null the first time.</param>
    /// <param name="today">GPU-hours of the day so far, those until now included.</param>
    /// <param name="now">When.</param>
    public PoolState Decide(PoolReading reading, PoolState? before, GpuDay today, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(today);
        var pool = options.Of(reading.Kind);
        var left = _budget.Left(reading.Kind, today);
        var jobTime = reading.JobTime ?? before?.JobTime;
        var state = new PoolState
        {
            Kind = reading.Kind,
            Verdict = ScaleVerdict.Keep,
            Workers = reading.Workers,
            Wanted = reading.Workers,
            Reasons = [],
            Load = reading.Load,
            JobTime = jobTime,
            LastOut = before?.LastOut?.NotAhead(now),
            LastNeeded = before?.LastNeeded?.NotAhead(now),
            Further = before?.Further,
        };
        return WhyStop(reading, before, today, left) is { } spent
            ? Stopped(state, before, today, left, spent)
            : Sized(state, pool, Demand.Of(reading.Load, jobTime ?? pool.JobTime, pool.DrainTime), left, now);
    }

    /// <summary>Why nothing may run; null when something may.</summary>
    private string? WhyStop(PoolReading reading, PoolState? before, GpuDay today, double left)
    {
        var margin = Hours(reading.Kind, Math.Max(1, reading.Workers), options.StopMargin);
        return before?.StoppedOn == today.Day && left <= before.LeftAtStop
            ? Say(
                $"the budget of {today.Day:yyyy-MM-dd} is used up: {today.Total():F2} of {options.DailyGpuHours:F2} GPU-hours, {left:F2} left for {WorkKinds.NameOf(reading.Kind)}")
            : left < margin
                ? Say(
                    $"{left:F2} of {options.DailyGpuHours:F2} GPU-hours are left for {WorkKinds.NameOf(reading.Kind)}, less than {margin:F2} for {options.StopMargin:c} of its workers")
                : null;
    }

    private static PoolState Stopped(PoolState state, PoolState? before, GpuDay today, double left, string reason) => state with
    {
        Verdict = ScaleVerdict.Stop,
        Wanted = 0,
        Reasons = [reason],
        StoppedOn = today.Day,
        LeftAtStop = before?.StoppedOn == today.Day ? Math.Max(before.LeftAtStop, left) : left,
    };

    private PoolState Sized(PoolState state, PoolOptions pool, Demand demand, double left, DateTimeOffset now)
    {
        var reasons = new List<string> { demand.Reason };
        var needed = Math.Clamp(demand.Workers, pool.Minimum, pool.Maximum);
        if (needed != demand.Workers)
        {
            reasons.Add(Say($"{demand.Workers} is outside of {pool.Minimum} to {pool.Maximum}: {needed}"));
        }

        var affordable = Math.Max(state.Workers, (int)Math.Min(int.MaxValue, left / Hours(state.Kind, 1, options.MinimumRun)));
        if (needed > affordable)
        {
            reasons.Add(Say($"{left:F2} GPU-hours are left, {options.MinimumRun:c} for each worker: {affordable}"));
        }

        return Cooled(state with { Reasons = reasons }, pool, Math.Min(needed, affordable), now);
    }

    private static PoolState Cooled(PoolState state, PoolOptions pool, int wanted, DateTimeOffset now)
    {
        if (wanted > state.Workers)
        {
            return state.LastOut + pool.ScaleOutCooldown > now
                ? Kept(
                    state,
                    $"{wanted} workers only after the cooldown, at {(state.LastOut + pool.ScaleOutCooldown)!.Value.UtcDateTime:u}") with
                {
                    LastNeeded = now,
                }
                : state with { Verdict = ScaleVerdict.Out, Wanted = wanted, LastOut = now, LastNeeded = now };
        }

        if (wanted == state.Workers)
        {
            return state with { LastNeeded = now };
        }

        // What is above the maximum goes at once: somebody lowered it.
        var least = state.Workers > pool.Maximum ? pool.Maximum : state.Workers;
        var since = state.LastNeeded ?? now;
        return since + pool.ScaleInCooldown <= now
            ? state with { Verdict = ScaleVerdict.In, Wanted = wanted, LastNeeded = since }
            : Kept(state, $"{wanted} workers only after the cooldown, at {(since + pool.ScaleInCooldown).UtcDateTime:u}") with
            {
                Verdict = least < state.Workers ? ScaleVerdict.In : ScaleVerdict.Keep,
                Wanted = least,
                LastNeeded = since,
            };
    }

    private static PoolState Kept(PoolState state, FormattableString reason) => state with { Reasons = [.. state.Reasons, Say(reason)] };

    private double Hours(WorkKind kind, int workers, TimeSpan time) => workers * options.Of(kind).GpusPerWorker * time.TotalHours;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What was decided about a kind's workers.</summary>
public enum ScaleVerdict
{
    /// <summary>As many as there are.</summary>
    Keep,

    /// <summary>More.</summary>
    Out,

    /// <summary>Fewer.</summary>
    In,

    /// <summary>None, at once: the budget of the day is used up.</summary>
    Stop,

    /// <summary>Nothing: the workers or their queue could not be read.</summary>
    Unknown,
}

/// <summary>What is measured of a kind's workers and work.</summary>
/// <param name="Kind">The kind of work.</param>
/// <param name="Workers">Workers wanted now.</param>
/// <param name="Load">Its queue.</param>
/// <param name="JobTime">Mean time of a job, as far as any was done; null otherwise.</param>
public sealed record PoolReading(WorkKind Kind, int Workers, QueueLoad Load, TimeSpan? JobTime = null);

/// <summary>How many workers the work of a queue needs.</summary>
/// <param name="Workers">So many.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record Demand(int Workers, string Reason)
{
    /// <summary>
    /// Workers that do what waits, and the rest of what is worked on (half of each job, on average), within the drain time: no more than
    /// there are messages, since a worker does one job at a time, and no fewer than work now, since taking one away throws its work back to
    /// a checkpoint.
    /// </summary>
    /// <param name="load">The queue.</param>
    /// <param name="jobTime">Mean time of a job.</param>
    /// <param name="drainTime">Time within which it is to be done.</param>
    public static Demand Of(QueueLoad load, TimeSpan jobTime, TimeSpan drainTime)
    {
        ArgumentNullException.ThrowIfNull(load);
        var work = jobTime * load.Visible + jobTime * (load.InFlight / 2.0);
        var needed = (int)Math.Min(load.Messages, Math.Ceiling(work / drainTime));
        return new Demand(Math.Max(needed, load.InFlight), string.Create(
            CultureInfo.InvariantCulture,
            $"{load.Visible} jobs wait and {load.InFlight} are worked on, {jobTime.TotalSeconds:F0} s each: {Math.Max(needed, load.InFlight)} workers for {drainTime:c}"));
    }
}
