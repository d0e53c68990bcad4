using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>One look at everything: books what was used, decides for each kind of work, and says what people should know.</summary>
public sealed class ScaleRound(ScalerOptions options)
{
    private readonly ScalePolicy _policy = new(options);

    /// <summary>Decides.</summary>
    /// <param name="before">What was; null the first time.</param>
    /// <param name="readings">What there is: a reading for each kind that has workers to scale, null for one that could not be
    /// read.</param>
    /// <param name="now">When it was read.</param>
    public Decision<ScalerState>.Accept Decide(
        ScalerState? before, IReadOnlyDictionary<WorkKind, PoolReading?> readings, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(readings);
        var days = Booked(before, readings, now);
        var today = GpuLedger.Of(days, GpuLedger.DayOf(now));
        var pools = new List<PoolState>();
        var events = new List<EventDraft>();
        foreach (var (kind, reading) in readings.OrderBy(reading => reading.Key))
        {
            var (old, next) = (before?.Of(kind), Next(kind, reading, before?.Of(kind), today, now));
            pools.Add(next);
            events.AddRange(Told(old, next, today));
        }

        var (alert, alertedOn) = Alert(before, today);
        return new(new ScalerState(now, pools, days, alertedOn) { Further = before?.Further }, [.. alert, .. events]);
    }

    private IReadOnlyList<GpuDay> Booked(ScalerState? before, IReadOnlyDictionary<WorkKind, PoolReading?> readings, DateTimeOffset now)
    {
        if (before is null)
        {
            return [];
        }

        // Machines that were paid for at either end count as paid for in between: rather too much than too little.
        return before.Pools.Aggregate(before.Days, (days, pool) => GpuLedger.Book(
            days,
            pool.Kind,
            Math.Max(pool.Paid(), readings.GetValueOrDefault(pool.Kind)?.Workers ?? 0) * options.Of(pool.Kind).GpusPerWorker,
            before.Looked,
            now));
    }

    /// <summary>A kind that could not be read keeps its workers, and what they cost goes on; out of budget it is stopped unseen.</summary>
    private PoolState Next(WorkKind kind, PoolReading? reading, PoolState? before, GpuDay today, DateTimeOffset now)
    {
        if (reading is not null)
        {
            return _policy.Decide(reading, before, today, now);
        }

        var blind = _policy.Decide(new PoolReading(kind, before?.Paid() ?? 0, new(0, 0)), before, today, now);
        return blind.Verdict == ScaleVerdict.Stop
            ? blind with { Load = before?.Load }
            : (before ?? blind) with
            {
                Verdict = ScaleVerdict.Unknown,
                Wanted = before?.Paid() ?? 0,
                Reasons = ["workers or queue could not be read"],
            };
    }

    private IEnumerable<EventDraft> Told(PoolState? before, PoolState next, GpuDay today)
    {
        var pool = WorkKinds.NameOf(next.Kind);
        var reason = string.Join("; ", next.Reasons);
        if (next.StoppedOn == today.Day && before?.StoppedOn != today.Day)
        {
            yield return Draft(new BudgetExceeded
            {
                Pool = pool,
                Day = Text(today.Day),
                GpuHours = today.Total(),
                PoolGpuHours = today.Of(next.Kind),
                Limit = options.DailyGpuHours,
                Reason = reason,
            });
        }

        // A change that was not carried out yet is decided again with each look, and told once.
        if (next.Wanted != next.Workers && (before?.Wanted != next.Wanted || before.Workers != next.Workers))
        {
            yield return Draft(new ClusterCapacityChanged { Pool = pool, From = next.Workers, To = next.Wanted, Reason = reason });
        }
    }

    private (IEnumerable<EventDraft> Told, DateOnly? On) Alert(ScalerState? before, GpuDay today) =>
        today.Total() < options.AlertShare * options.DailyGpuHours || before?.AlertedOn == today.Day
            ? ([], before?.AlertedOn)
            : ([Draft(
                new BudgetAlert
                {
                    Day = Text(today.Day),
                    GpuHours = today.Total(),
                    Limit = options.DailyGpuHours,
                    Share = options.AlertShare,
                })], today.Day);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static EventDraft Draft<TPayload>(TPayload payload)
        where TPayload : class, IEventPayload => EventDraft.Of(payload, "scaler", "scaler");
}

/// <summary>State of the scaler's aggregate: its last decisions and the ledger of GPU-hours, in one commit.</summary>
/// <param name="Looked">When it last looked (UTC).</param>
/// <param name="Pools">The kinds of work that have workers to scale, in order.</param>
/// <param name="Days">GPU-hours of the last days, oldest first.</param>
/// <param name="AlertedOn">Day on which people were last told that the budget is nearly used up.</param>
public sealed record ScalerState(
    DateTimeOffset Looked, IReadOnlyList<PoolState> Pools, IReadOnlyList<GpuDay> Days, DateOnly? AlertedOn = null)
    : StoredRecord
{
    /// <summary>A kind's workers; null when they are not scaled.</summary>
    public PoolState? Of(WorkKind kind) => Pools.FirstOrDefault(pool => pool.Kind == kind);
}
