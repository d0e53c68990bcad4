using RingRift.Game;
using RingRift.Learning.Inference;

namespace RingRift.Benchmarks.Inference;

/// <summary>A network that counts its calls and positions. Not safe for concurrent use, as networks are.</summary>
internal sealed class CountedEvaluator(OnnxEvaluator network) : IEvaluator
{
    public long Calls { get; private set; }

    public long Positions { get; private set; }

    public GameConfig Config => network.Config;

    public string ModelId => network.ModelId;

    public int MaxBatch => network.MaxBatch;

    public InferenceBatch NewBatch() => network.NewBatch();

    public void Evaluate(int count, ReadOnlySpan<float> planes, Span<float> policyLogits, Span<float> seatValues)
    {
        Count(count);
        network.Evaluate(count, planes, policyLogits, seatValues);
    }

    public void Evaluate(InferenceBatch batch, int count)
    {
        Count(count);
        network.Evaluate(batch, count);
    }

    public void Dispose() => network.Dispose();

    private void Count(int positions)
    {
        Calls++;
        Positions += positions;
    }
}
