namespace RingRift.Learning.Inference;

/// <summary>Asks a network of its own: encodes the leaves, evaluates them in one batch, and reads the priors of the legal moves.</summary>
/// <remarks>For one thread. <see cref="BatchingEvaluator"/> lets many share a network.</remarks>
public sealed class NetworkLeafEvaluator : ILeafEvaluator
{
    private readonly IEvaluator _network;
    private readonly LeafRows _rows;
    private readonly InferenceBatch _batch;

    /// <summary>Takes ownership of the network.</summary>
    /// <param name="network">The network; disposed with this evaluator.</param>
    public NetworkLeafEvaluator(IEvaluator network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _rows = new LeafRows(network.Config);
        _batch = network.NewBatch();
    }

    /// <inheritdoc/>
    public string ModelId => _network.ModelId;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<Leaf> leaves)
    {
        for (; leaves.Length > _network.MaxBatch; leaves = leaves[_network.MaxBatch..])
        {
            EvaluateBatch(leaves[.._network.MaxBatch]);
        }

        if (!leaves.IsEmpty)
        {
            EvaluateBatch(leaves);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _batch.Dispose();
        _network.Dispose();
    }

    private void EvaluateBatch(ReadOnlySpan<Leaf> leaves)
    {
        _rows.Write(leaves, _batch, firstRow: 0);
        _network.Evaluate(_batch, leaves.Length);
        _rows.Read(leaves, _batch, firstRow: 0);
    }
}
