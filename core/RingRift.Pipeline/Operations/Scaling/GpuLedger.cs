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
