using RingRift.Eventing.Aggregates;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>Reads what the scaler last decided. Reads only, never decides.</summary>
public sealed class ScalerReportReader(IEnumerable<IWorkerPool> pools, IAggregateStore aggregates, ScalerOptions options, TimeProvider time)
{
    /// <summary>The report.</summary>
    public async Task<ScalerReport> ReadAsync(CancellationToken cancellationToken)
    {
        var state = (await aggregates.LoadAsync<ScalerState>(AggregateKey.Scaler(), cancellationToken).ConfigureAwait(false))?.State;
        var now = time.GetUtcNow();
        return new ScalerReport(
            now,
            pools.Any(),
            options.DailyGpuHours,
            GpuLedger.Of(state?.Days ?? [], GpuLedger.DayOf(now)),
            state?.Pools ?? [],
            state?.Days ?? [],
            state?.Looked);
    }
}

/// <summary>The scaler as people see it; also the HTTP answer, as JSON.</summary>
/// <param name="Time">When this was read (UTC).</param>
/// <param name="Configured">Whether any workers are scaled.</param>
/// <param name="DailyGpuHours">GPU-hours a UTC day may use.</param>
/// <param name="Today">GPU-hours of this day so far.</param>
/// <param name="Pools">The last decision for each kind of work.</param>
/// <param name="Days">GPU-hours of the last days, oldest first.</param>
/// <param name="Looked">When the scaler last looked (UTC); null before.</param>
public sealed record ScalerReport(
    DateTimeOffset Time, bool Configured, double DailyGpuHours, GpuDay Today, IReadOnlyList<PoolState> Pools, IReadOnlyList<GpuDay> Days,
    DateTimeOffset? Looked = null);
