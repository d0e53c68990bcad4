using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using RingRift.Eventing.DeadLetters;
using RingRift.Pipeline.Compliance;

namespace RingRift.Pipeline.Tests.Eventing.DeadLetters;

public sealed class DeadLetterMetricsTests
{
    private readonly FakeTimeProvider _time = new(Sample.Noon);

    [Fact]
    public void Should_report_the_newest_counts_by_consumer_and_status()
    {
        using var metrics = new DeadLetterMetrics(_time);
        metrics.Set([new DeadLetterCount("PlanTraining", DeadLetterStatus.Open, 1)]);
        metrics.Set(
            [
                new DeadLetterCount("PlanTraining", DeadLetterStatus.Open, 3),
                new DeadLetterCount("SyncGames", DeadLetterStatus.Discarded, 2)
            ]);
        Assert.Equal(
            ["ringrift.dead_letters {letter} PlanTraining open 3", "ringrift.dead_letters {letter} SyncGames discarded 2"], Measured());
    }

    [Fact]
    public void When_another_process_counts_by_now_should_say_nothing()
    {
        using var metrics = new DeadLetterMetrics(_time);
        metrics.Set([new DeadLetterCount("PlanTraining", DeadLetterStatus.Open, 1)]);
        _time.Advance(DeadLetterMetrics.Lifetime);
        Assert.Single(Measured());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(Measured());
    }

    private static List<string> Measured()
    {
        var seen = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == DeadLetterMetrics.MeterName)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>(
            (instrument, value, tags, _) => seen.Add($"{instrument.Name} {instrument.Unit} {tags[0].Value} {tags[1].Value} {value}"));
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }
}
