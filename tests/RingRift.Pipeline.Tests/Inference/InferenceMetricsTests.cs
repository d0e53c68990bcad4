using Microsoft.Extensions.Time.Testing;
using RingRift.Game;
using RingRift.Learning.Inference;
using RingRift.Pipeline.Inference;
using RingRift.Pipeline.Tests.Eventing.Telemetry;

namespace RingRift.Pipeline.Tests.Inference;

public sealed class InferenceMetricsTests : IDisposable
{
    private static readonly GameConfig Config = GameConfig.Parse("hex8_2p");
    private readonly FakeTimeProvider _time = new();
    private readonly InferenceMetrics _metrics;
    private readonly Measurements _measured;

    public InferenceMetricsTests()
    {
        _metrics = new InferenceMetrics(_time);
        _measured = new Measurements(_metrics.Meter);
    }

    [Fact]
    public void Should_tell_size_and_time_of_every_batch_by_work_and_provider()
    {
        using var network = _metrics.Measured(new SlowNetwork(_time), EvaluatorProvider.TensorRT, InferenceMetrics.SelfPlay);
        using var batch = network.NewBatch();

        network.Evaluate(batch, 3);
        network.Evaluate(5, batch.PlanesOf(5), batch.PolicyLogitsOf(5), batch.SeatValuesOf(5));

        (string, object?)[] tags = [(InferenceMetrics.WorkTag, "selfplay"), (InferenceMetrics.ProviderTag, "tensorrt")];
        Assert.Equal([3, 5], _measured.Of(InferenceMetrics.BatchSizeHistogram).Select(one => one.Value));
        Assert.Equal(8, _measured.Sum(InferenceMetrics.BatchSizeHistogram, tags));
        Assert.Equal([0.003, 0.005], _measured.Of(InferenceMetrics.DurationHistogram).Select(one => one.Value));
        Assert.Equal(0.008, _measured.Sum(InferenceMetrics.DurationHistogram, tags), 1e-9);
        Assert.Equal(
            [("ringrift.inference.batch_size", "{position}"), ("ringrift.inference.duration", "s")],
            _measured.Instruments.Select(instrument => (instrument.Name, instrument.Unit!)));
    }

    [Fact]
    public void Should_be_the_network_in_all_else()
    {
        var network = new SlowNetwork(_time);
        var measured = _metrics.Measured(network, EvaluatorProvider.Cpu, InferenceMetrics.Match);

        Assert.Equal((network.Config, network.ModelId, network.MaxBatch), (measured.Config, measured.ModelId, measured.MaxBatch));
        measured.Dispose();
        Assert.True(network.Disposed);
    }

    [Fact]
    public void When_a_call_fails_should_tell_nothing_of_it()
    {
        using var network = _metrics.Measured(new SlowNetwork(_time) { Fails = true }, EvaluatorProvider.Cpu, InferenceMetrics.Match);
        using var batch = network.NewBatch();

        Assert.Throws<InferenceException>(() => network.Evaluate(batch, 2));

        Assert.Empty(_measured.Of(InferenceMetrics.BatchSizeHistogram));
        Assert.Empty(_measured.Of(InferenceMetrics.DurationHistogram));
    }

    public void Dispose()
    {
        _measured.Dispose();
        _metrics.Dispose();
    }

    /// <summary>Takes a millisecond for each position.</summary>
    private sealed class SlowNetwork(FakeTimeProvider time) : IEvaluator
    {
        public bool Fails { get; init; }

        public bool Disposed { get; private set; }

        public GameConfig Config => InferenceMetricsTests.Config;

        public string ModelId => "slow";

        public int MaxBatch => 8;

        public void Evaluate(int count, ReadOnlySpan<float> planes, Span<float> policyLogits, Span<float> seatValues)
        {
            time.Advance(TimeSpan.FromMilliseconds(count));
            if (Fails)
            {
                throw new InferenceException("not finite");
            }
        }

        public void Dispose() => Disposed = true;
    }
}
