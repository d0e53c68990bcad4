using System.Diagnostics.Metrics;

namespace RingRift.Pipeline.Operations.Scaling;

/// <summary>The scaler's newest look as gauges; alerts hang on their names.</summary>
public sealed class ScalerMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "RingRift.Scaler";

    /// <summary>Workers that are wanted, unit <c>{worker}</c>, by <see cref="PoolTag"/>.</summary>
    public const string WorkersGauge = "ringrift.scaler.workers";

    /// <summary>GPU-hours of this UTC day, unit <c>h</c>, by <see cref="PoolTag"/>.</summary>
    public const string GpuHoursGauge = "ringrift.scaler.gpu_hours";

    /// <summary>1 where the budget stopped the workers, else 0, by <see cref="PoolTag"/>: alert on it.</summary>
    public const string StoppedGauge = "ringrift.scaler.budget_stopped";

    /// <summary>Tag with the kind of work.</summary>
    public const string PoolTag = "ringrift.pool";

    private readonly Meter _meter = new(MeterName);
    private volatile ScalerState? _state;

    /// <summary>Registers the gauges.</summary>
    public ScalerMetrics()
    {
        _meter.CreateObservableGauge(
            WorkersGauge, () => Each((_, pool) => pool.Wanted), unit: "{worker}", description: "GPU workers that are wanted.");
        _meter.CreateObservableGauge(
            GpuHoursGauge, () => Each((state, pool) => GpuLedger.Of(state.Days, GpuLedger.DayOf(state.Looked)).Of(pool.Kind)), unit: "h",
            description: "GPU-hours of the UTC day.");
        _meter.CreateObservableGauge(
            StoppedGauge, () => Each((_, pool) => pool.Verdict == ScaleVerdict.Stop ? 1 : 0), unit: "1",
            description: "Whether the budget stopped the workers.");
    }

    /// <summary>Takes a new look.</summary>
    public void Set(ScalerState state) => _state = state;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> Each(Func<ScalerState, PoolState, double> value) => _state is { } state
        ? state.Pools.Select(
            pool => new Measurement<double>(value(state, pool), new KeyValuePair<string, object?>(PoolTag, WorkKinds.NameOf(pool.Kind))))
        : [];
}
