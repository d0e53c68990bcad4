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
