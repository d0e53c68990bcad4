using System.Diagnostics;
using RingRift.Game;
using RingRift.Learning.Inference;

namespace RingRift.Pipeline.Inference;

/// <summary>A network whose answered calls are measured. One that fails ends its job and is in the measurements of jobs.</summary>
internal sealed class MeasuredEvaluator(IEvaluator network, InferenceMetrics metrics, TagList tags) : IEvaluator
{
    public GameConfig Config => network.Config;

    public string ModelId => network.ModelId;

    public int MaxBatch => network.MaxBatch;

    public InferenceBatch NewBatch() => network.NewBatch();

    public void Evaluate(int count, ReadOnlySpan<float> planes, Span<float> policyLogits, Span<float> seatValues)
    {
        var start = metrics.Start();
        network.Evaluate(count, planes, policyLogits, seatValues);
        metrics.Answered(count, start, tags);
    }

    public void Evaluate(InferenceBatch batch, int count)
    {
        var start = metrics.Start();
        network.Evaluate(batch, count);
        metrics.Answered(count, start, tags);
    }

    public void Dispose() => network.Dispose();
}
