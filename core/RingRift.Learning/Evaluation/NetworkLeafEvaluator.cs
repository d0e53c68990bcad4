using RingRift.Learning.Encoding;

namespace RingRift.Learning.Evaluation;

/// <summary>Asks a network: encodes the leaves, evaluates them in one batch, and reads the priors of the legal moves.</summary>
public sealed class NetworkLeafEvaluator : ILeafEvaluator
{
    private readonly IEvaluator _network;
    private readonly PositionEncoder _encoder;
    private readonly ActionSpace _actions;
    private readonly float[] _planes;
    private readonly float[] _logits;
    private readonly float[] _values;

    /// <summary>Takes ownership of the network.</summary>
    /// <param name="network">The network; disposed with this evaluator.</param>
    public NetworkLeafEvaluator(IEvaluator network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _encoder = PositionEncoder.For(network.Config);
        _actions = ActionSpace.For(network.Config);
        _planes = new float[network.MaxBatch * _encoder.Size];
        _logits = new float[network.MaxBatch * _actions.Count];
        _values = new float[network.MaxBatch * network.Config.Players];
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
    public void Dispose() => _network.Dispose();

    private void EvaluateBatch(ReadOnlySpan<Leaf> leaves)
    {
        for (var row = 0; row < leaves.Length; row++)
        {
            _encoder.Encode(leaves[row].State, _planes.AsSpan(row * _encoder.Size, _encoder.Size));
        }

        _network.Evaluate(leaves.Length, _planes, _logits, _values);
        for (var row = 0; row < leaves.Length; row++)
        {
            Read(leaves[row], row);
        }
    }

    private void Read(Leaf leaf, int row)
    {
        LegalPolicy.Softmax(_actions, leaf.Moves.AsSpan(), _logits.AsSpan(row * _actions.Count, _actions.Count), leaf.Priors);
        var players = _network.Config.Players;
        var mover = leaf.State.SeatToMove - 1;
        for (var relative = 0; relative < players; relative++)
        {
            leaf.Values[(mover + relative) % players] = _values[(row * players) + relative];
        }
    }
}
