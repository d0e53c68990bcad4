namespace RingRift.Learning.Inference;

/// <summary>
/// Asks a network of its own, but not again what it has lately answered. For searches that begin every decision from nothing: a good part
/// of a tree was in the one before. The answers are those of the network, but for rounding where it computes batches of other sizes.
/// </summary>
/// <remarks>For one thread. The network must answer from the position alone, as all of ours do.</remarks>
public sealed class CachingLeafEvaluator : ILeafEvaluator
{
    /// <summary>
    /// Numbers kept in each of the two generations: 8 MiB in all, some ten thousand positions of <c>hex8_2p</c> at least.
    /// </summary>
    public const int DefaultCapacity = 1 << 20;

    private readonly IEvaluator _network;
    private readonly LeafRows _rows;
    private readonly InferenceBatch _batch;
    private readonly InferenceCache _cache;
    private readonly Leaf[] _asked;
    private readonly UInt128[] _keys;

    /// <summary>Takes ownership of the network.</summary>
    /// <param name="network">The network; disposed with this evaluator.</param>
    /// <param name="capacity">
    /// Numbers kept in each of two generations, at least 1; a position takes one for each legal move and one for each seat.
    /// </param>
    public CachingLeafEvaluator(IEvaluator network, int capacity = DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _network = network;
        _rows = new LeafRows(network.Config);
        _batch = network.NewBatch();
        _cache = new InferenceCache(capacity);
        (_asked, _keys) = (new Leaf[network.MaxBatch], new UInt128[network.MaxBatch]);
    }

    /// <inheritdoc/>
    public string ModelId => _network.ModelId;

    /// <inheritdoc/>
    public void Evaluate(ReadOnlySpan<Leaf> leaves)
    {
        var asked = 0;
        for (var i = 0; i < leaves.Length; i++)
        {
            _rows.Write(leaves.Slice(i, 1), _batch, asked);
            var key = InferenceCache.KeyOf(_batch.PlanesAt(asked), leaves[i].Moves.AsSpan());
            if (_cache.TryAnswer(key, leaves[i]))
            {
                continue;
            }

            (_asked[asked], _keys[asked]) = (leaves[i], key);
            if (++asked == _network.MaxBatch)
            {
                Ask(asked);
                asked = 0;
            }
        }

        if (asked > 0)
        {
            Ask(asked);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _batch.Dispose();
        _network.Dispose();
    }

    private void Ask(int count)
    {
        _network.Evaluate(_batch, count);
        _rows.Read(_asked.AsSpan(0, count), _batch, firstRow: 0);
        for (var i = 0; i < count; i++)
        {
            _cache.Add(_keys[i], _asked[i]);
        }
    }
}
