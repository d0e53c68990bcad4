using System.Diagnostics.Metrics;

namespace RingRift.Pipeline.Operations.Queues;

/// <summary>
/// How long the oldest message of each queue has waited, as last measured: gauges are read without waiting, storage is not.
/// </summary>
public sealed class QueueMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "RingRift.Queues";

    /// <summary>Gauge, seconds: age of the oldest message that nobody works on, by <see cref="QueueTag"/>; 0 where none waits.</summary>
    public const string OldestMessageAge = "ringrift.queue.oldest_message_age";

    /// <summary>Tag with the queue's name.</summary>
    public const string QueueTag = "ringrift.queue";

    private readonly Meter _meter = new(MeterName);
    private volatile IReadOnlyDictionary<string, TimeSpan> _ages = new Dictionary<string, TimeSpan>();

    /// <summary>Registers the gauge.</summary>
    public QueueMetrics() => _meter.CreateObservableGauge(
        OldestMessageAge,
        () => _ages.Select(age => new Measurement<double>(age.Value.TotalSeconds, new KeyValuePair<string, object?>(QueueTag, age.Key))),
        unit: "s",
        description: "Age of the oldest message that nobody works on.");

    /// <summary>The meter, for listeners that want this instance's measurements only.</summary>
    public Meter Meter => _meter;

    /// <summary>Takes new ages, by queue.</summary>
    public void Set(IReadOnlyDictionary<string, TimeSpan> ages) => _ages = ages;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
