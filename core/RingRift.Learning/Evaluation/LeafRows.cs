using RingRift.Game;
using RingRift.Learning.Encoding;

namespace RingRift.Learning.Evaluation;

/// <summary>Writes leaves into rows of a batch and reads their answers there. Safe for concurrent use on different rows.</summary>
internal sealed class LeafRows(GameConfig config)
{
    private readonly PositionEncoder _encoder = PositionEncoder.For(config);
    private readonly ActionSpace _actions = ActionSpace.For(config);

    public void Write(ReadOnlySpan<Leaf> leaves, EvaluationBatch batch, int firstRow)
    {
        for (var i = 0; i < leaves.Length; i++)
        {
            _encoder.Encode(leaves[i].State, batch.PlanesAt(firstRow + i));
        }
    }

    public void Read(ReadOnlySpan<Leaf> leaves, EvaluationBatch batch, int firstRow)
    {
        for (var i = 0; i < leaves.Length; i++)
        {
            Read(leaves[i], batch, firstRow + i);
        }
    }

    private void Read(Leaf leaf, EvaluationBatch batch, int row)
    {
        LegalPolicy.Softmax(_actions, leaf.Moves.AsSpan(), batch.PolicyLogitsAt(row), leaf.Priors);
        var values = batch.SeatValuesAt(row);
        var mover = leaf.State.SeatToMove - 1;
        for (var relative = 0; relative < values.Length; relative++)
        {
            leaf.Values[(mover + relative) % values.Length] = values[relative];
        }
    }
}
