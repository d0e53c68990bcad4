using RingRift.Learning.Inference;

namespace RingRift.Learning.Tests.Inference;

/// <summary>Finds every position equally good, and every move of it.</summary>
internal sealed class FixedValues(float[] values) : ILeafEvaluator
{
    public string ModelId => "fixed";

    public void Evaluate(ReadOnlySpan<Leaf> leaves)
    {
        foreach (var leaf in leaves)
        {
            leaf.Priors.Fill(1f / leaf.Moves.Count);
            values.CopyTo(leaf.Values, 0);
        }
    }

    public void Dispose()
    {
    }
}
