namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>
/// What a kind of work may still use of a day: all that is left, but for what is reserved for the others and not used by them. However much one kind
/// wants, the share of another stays (K26).
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
