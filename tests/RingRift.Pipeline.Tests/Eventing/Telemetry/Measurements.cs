using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using RingRift.Eventing.Telemetry;

namespace RingRift.Pipeline.Tests.Eventing.Telemetry;

/// <summary>Everything that one meter measures.</summary>
public sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _all = new();

    public Measurements(MessagingMetrics metrics)
        : this(metrics.Meter)
    {
    }

    public Measurements(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == meter)
            {
                Instruments.Enqueue(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public ConcurrentQueue<Instrument> Instruments { get; } = new();

    public IReadOnlyList<(double Value, Dictionary<string, object?> Tags)> Of(string instrument) =>
        [.. _all.Where(one => one.Name == instrument).Select(one => (one.Value, one.Tags))];

    public double Sum(string instrument, params (string Tag, object? Value)[] tags) =>
        Of(instrument).Where(one => tags.All(tag => Equals(one.Tags.GetValueOrDefault(tag.Tag), tag.Value))).Sum(one => one.Value);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _all.Enqueue((instrument.Name, value, new Dictionary<string, object?>(tags.ToArray())));
}
