namespace RingRift.Learning.Evaluation.Batching;

/// <summary>The evaluator of one thread among those that share a network.</summary>
internal sealed class BatchingCaller(BatchingEvaluator shared) : ILeafEvaluator
{
    private bool _left;

    public string ModelId => shared.ModelId;

    public void Evaluate(ReadOnlySpan<Leaf> leaves)
    {
        ObjectDisposedException.ThrowIf(_left, this);
        shared.Evaluate(leaves);
    }

    public void Dispose()
    {
        if (!_left)
        {
            _left = true;
            shared.Leave();
        }
    }
}
