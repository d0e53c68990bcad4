using System.Diagnostics.Metrics;

namespace RingRift.Eventing.DeadLetters;

/// <summary>
/// The numbers of dead letters as a metric, as last counted: gauges are read without waiting, storage is not. Of several processes one
/// counts at a time, so a process whose count is older than <see cref="Lifetime"/> says nothing: two answers to one question would be added
/// up or averaged.
/// </summary>
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
    private readonly TimeProvider _time;
    private volatile Counted _counted = new([], 0);

    /// <summary>Registers the gauge.</summary>
    public DeadLetterMetrics(TimeProvider time)
    {
        _time = time;
        _meter.CreateObservableGauge(LettersGauge, Measure, unit: "{letter}", description: "Events that a consumer gave up.");
    }

    /// <summary>How long a count is worth telling: eight rounds of counting.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Takes new counts.</summary>
    public void Set(IReadOnlyList<DeadLetterCount> counts) => _counted = new Counted(counts, _time.GetTimestamp());

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Measure()
    {
        var counted = _counted;
        return _time.GetElapsedTime(counted.At) <= Lifetime ? counted.Counts.Select(Measure) : [];
    }

    private static Measurement<long> Measure(DeadLetterCount count) => new(
        count.Letters,
        new KeyValuePair<string, object?>(ConsumerTag, count.Consumer),
        new KeyValuePair<string, object?>(StatusTag, count.Status.ToString().ToLowerInvariant()));

    private sealed record Counted(IReadOnlyList<DeadLetterCount> Counts, long At);
}
