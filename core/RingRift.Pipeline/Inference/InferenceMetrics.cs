using System.Diagnostics;
using System.Diagnostics.Metrics;
using RingRift.Learning.Inference;

namespace RingRift.Pipeline.Inference;

/// <summary>How networks are asked, as metrics: sum by count of the histograms is the mean batch and the mean time of a batch.</summary>
public sealed class InferenceMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "RingRift.Inference";

    /// <summary>
    /// Histogram of the positions of a call, unit <c>{position}</c>, by <see cref="WorkTag"/> and <see cref="ProviderTag"/>.
    /// </summary>
    public const string BatchSizeHistogram = "ringrift.inference.batch_size";

    /// <summary>Histogram of the time of a call, unit <c>s</c>, by the same tags. Encoding and search are not in it.</summary>
    public const string DurationHistogram = "ringrift.inference.duration";

    /// <summary>Tag with what it is done for: one of <see cref="SelfPlay"/> and <see cref="Match"/>.</summary>
    public const string WorkTag = "ringrift.inference.work";

    /// <summary>Tag with where it is computed: <c>cpu</c>, <c>cuda</c> or <c>tensorrt</c>.</summary>
    public const string ProviderTag = "ringrift.inference.provider";

    /// <summary>Games of self-play.</summary>
    public const string SelfPlay = "selfplay";

    /// <summary>Games of an evaluation.</summary>
    public const string Match = "match";

    private static readonly InstrumentAdvice<int> PowersOfTwo = new()
    {
        HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096],
    };

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    };

    private readonly TimeProvider _time;
    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _duration;

    /// <summary>Creates the instruments.</summary>
    /// <param name="time">Measures calls.</param>
    public InferenceMetrics(TimeProvider time)
    {
        _time = time;
        _batchSize = _meter.CreateHistogram(BatchSizeHistogram, "{position}", "Positions of a call of a network.", tags: null, PowersOfTwo);
        _duration = _meter.CreateHistogram(DurationHistogram, "s", "Duration of a call of a network.", tags: null, Seconds);
    }

    /// <summary>The meter, for listeners that want this instance's measurements only.</summary>
    public Meter Meter => _meter;

    /// <summary>The network with its calls measured; answers are the same.</summary>
    /// <param name="network">The network; disposed with the result.</param>
    /// <param name="provider">Where it computes.</param>
    /// <param name="work">What for: <see cref="SelfPlay"/> or <see cref="Match"/>.</param>
    public IEvaluator Measured(IEvaluator network, EvaluatorProvider provider, string work)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new MeasuredEvaluator(
            network, this, new TagList { { WorkTag, work }, { ProviderTag, provider.ToString().ToLowerInvariant() } });
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>The beginning of a call.</summary>
    internal long Start() => _time.GetTimestamp();

    /// <summary>A call has been answered.</summary>
    internal void Answered(int positions, long start, in TagList tags)
    {
        _batchSize.Record(positions, tags);
        _duration.Record(_time.GetElapsedTime(start).TotalSeconds, tags);
    }
}
