using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using RingRift.InMemory;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Jobs;
using RingRift.Pipeline.Operations.Queues;

namespace RingRift.Pipeline.Tests.Operations.Queues;

public sealed class QueueMetricsTests
{
    [Fact]
    public async Task When_queues_were_measured_should_tell_how_long_the_oldest_message_of_each_waits()
    {
        var time = new FakeTimeProvider();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time)
            .AddInMemoryPipeline().AddPipeline(new ConfigurationBuilder().Build()).BuildServiceProvider();
        services.GetRequiredService<InMemoryJobQueue>().SendMalformed(JobQueues.Match, "waits", "no event");
        time.Advance(TimeSpan.FromMinutes(20));

        await services.GetRequiredService<QueueWatch>().MeasureAsync(CancellationToken.None);

        var ages = Read(services.GetRequiredService<QueueMetrics>());
        Assert.Equal(BackPressureOptions.Queues.Order(StringComparer.Ordinal), ages.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(1200, ages[JobQueues.Match]);
        Assert.Equal(0, ages[JobQueues.Selfplay]);
    }

    private static Dictionary<string, double> Read(QueueMetrics metrics)
    {
        var ages = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (ReferenceEquals(instrument.Meter, metrics.Meter))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, age, tags, _) => ages.Add((string)tags[0].Value!, age));
        listener.Start();
        listener.RecordObservableInstruments();
        return ages;
    }
}
