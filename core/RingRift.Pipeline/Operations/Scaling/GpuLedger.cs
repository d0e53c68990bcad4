using System.Text.Json.Serialization;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>Books GPU-hours under the UTC days they were used in.</summary>
public static class GpuLedger
{
    /// <summary>Days that are kept.</summary>
    public const int KeptDays = 35;

    /// <summary>The day of a time.</summary>
    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    /// <summary>What a day used so far.</summary>
    public static GpuDay Of(IReadOnlyList<GpuDay> days, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(days);
        return days.FirstOrDefault(other => other.Day == day) ?? new GpuDay(day);
    }

    /// <summary>Books the time of some GPUs, divided at midnight.</summary>
    /// <param name="days">The days so far, oldest first.</param>
    /// <param name="kind">Whose GPUs they were.</param>
    /// <param name="gpus">How many.</param>
    /// <param name="from">From when.</param>
    /// <param name="to">Until when; nothing is booked when it is not later.</param>
    /// <returns>The newest <see cref="KeptDays"/> days, oldest first.</returns>
    public static IReadOnlyList<GpuDay> Book(IReadOnlyList<GpuDay> days, WorkKind kind, int gpus, DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentNullException.ThrowIfNull(days);
        var booked = days.ToDictionary(day => day.Day);
        for (var at = from.UtcDateTime; gpus > 0 && at < to.UtcDateTime;)
        {
            var day = DateOnly.FromDateTime(at);
            var end = Min(at.Date.AddDays(1), to.UtcDateTime);
            booked[day] = booked.GetValueOrDefault(day, new GpuDay(day)).Plus(kind, gpus * (end - at).TotalHours);
            at = end;
        }

        // Days of the future were booked by a clock that was ahead, and would be half used up when they come.
        return [.. booked.Values.Where(day => day.Day <= DayOf(to)).OrderBy(day => day.Day).TakeLast(KeptDays)];
    }

    private static DateTime Min(DateTime one, DateTime other) => one < other ? one : other;
}

/// <summary>
/// What a kind of work may still use of a day: all that is left, but for what is reserved for the others and not used by them. However much
/// one kind wants, the share of another stays (K26).
/// </summary>
public sealed class GpuBudget(ScalerOptions options)
{
    /// <summary>GPU-hours left, not negative.</summary>
    /// <param name="kind">For whom.</param>
    /// <param name="today">What was used.</param>
    public double Left(WorkKind kind, GpuDay today)
    {
        ArgumentNullException.ThrowIfNull(today);
        var others = WorkKinds.All.Where(other => other != kind).Sum(other => Math.Max(0, options.ReservedHours(other) - today.Of(other)));
        return Math.Max(0, options.DailyGpuHours - today.Total() - others);
    }
}

/// <summary>GPU-hours of a UTC day.</summary>
/// <param name="Day">The day.</param>
/// <param name="SelfPlay">Hours of the self-play workers.</param>
/// <param name="Training">Hours of the training workers.</param>
public sealed record GpuDay(DateOnly Day, [property: JsonPropertyName("selfplay")] double SelfPlay = 0, double Training = 0) : StoredRecord
{
    /// <summary>Hours of a kind's workers.</summary>
    public double Of(WorkKind kind) => kind == WorkKind.Training ? Training : SelfPlay;

    /// <summary>Hours of all workers.</summary>
    public double Total() => SelfPlay + Training;

    /// <summary>The day with some hours more.</summary>
    public GpuDay Plus(WorkKind kind, double hours) =>
        kind == WorkKind.Training ? this with { Training = Training + hours } : this with { SelfPlay = SelfPlay + hours };
}
