using System.Diagnostics.Metrics;
using System.Globalization;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Scaling;

namespace RingRift.Pipeline.Tests.Operations.Scaling;

public sealed class ScalerMetricsTests
{
    [Fact]
    public void Should_report_the_newest_look_by_pool()
    {
        using var metrics = new ScalerMetrics();
        var seen = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == ScalerMetrics.MeterName)
            {
                listening.EnableMeasurementEvents(instrument, metrics);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            seen.Add(string.Create(CultureInfo.InvariantCulture, $"{instrument.Name} {instrument.Unit} {tags[0].Value} {value}")));
        listener.Start();
        listener.RecordObservableInstruments();
        Assert.Empty(seen);

        metrics.Set(new ScalerState(
            Sample.Noon,
            [Pool(WorkKind.SelfPlay, ScaleVerdict.Keep, 7), Pool(WorkKind.Training, ScaleVerdict.Stop, 0)],
            [new(GpuLedger.DayOf(Sample.Noon), SelfPlay: 12.5, Training: 3)]));
        listener.RecordObservableInstruments();

        Assert.Equal(
            [
                "ringrift.scaler.workers {worker} selfplay 7", "ringrift.scaler.workers {worker} training 0",
                "ringrift.scaler.gpu_hours h selfplay 12.5", "ringrift.scaler.gpu_hours h training 3",
                "ringrift.scaler.budget_stopped 1 selfplay 0", "ringrift.scaler.budget_stopped 1 training 1",
            ],
            seen);
    }

    private static PoolState Pool(WorkKind kind, ScaleVerdict verdict, int wanted) =>
        new() { Kind = kind, Verdict = verdict, Workers = wanted, Wanted = wanted, Reasons = [] };
}
