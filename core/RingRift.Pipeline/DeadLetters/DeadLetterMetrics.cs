using System.Diagnostics.Metrics;

namespace RingRift.Pipeline.DeadLetters;

/// <summary>The numbers of dead letters as a metric, as last counted: gauges are read without waiting, storage is not.</summary>
public sealed class DeadLetterMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "RingRift.DeadLetters";

    /// <summary>Gauge of the letters, unit <c>{letter}</c>, by <see cref="ConsumerTag"/> and <see cref="StatusTag"/>.</summary>
    public const string LettersGauge = "ringrift.dead_letters";

    /// <summary>Tag with the consumer's name.</summary>
    public const string ConsumerTag = "ringrift.consumer";

    /// <summary>Tag with the status: open, redriven, discarded.</summary>
    public const string StatusTag = "ringrift.dead_letter.status";

    private readonly Meter _meter = new(MeterName);
    private volatile IReadOnlyList<DeadLetterCount> _counts = [];

    /// <summary>Registers the gauge.</summary>
    public DeadLetterMetrics() => _meter.CreateObservableGauge(
        LettersGauge, () => _counts.Select(Measure), unit: "{letter}", description: "Events that a consumer gave up.");

    /// <summary>Takes new counts.</summary>
    public void Set(IReadOnlyList<DeadLetterCount> counts) => _counts = counts;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static Measurement<long> Measure(DeadLetterCount count) => new(
        count.Letters,
        new KeyValuePair<string, object?>(ConsumerTag, count.Consumer),
        new KeyValuePair<string, object?>(StatusTag, count.Status.ToString().ToLowerInvariant()));
}
