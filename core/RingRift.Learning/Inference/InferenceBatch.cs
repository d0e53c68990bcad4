using RingRift.Game;
using RingRift.Learning.Encoding;

namespace RingRift.Learning.Inference;

/// <summary>
/// The buffers of one batch, allocated once by <see cref="IEvaluator.NewBatch"/> and used for every call: encoders write where the network
/// reads, and answers are read where it wrote them.
/// </summary>
public class InferenceBatch : IDisposable
{
    /// <summary>Buffers in managed memory.</summary>
    /// <param name="config">The configuration of the positions.</param>
    /// <param name="capacity">The most positions it holds, at least 1.</param>
    public InferenceBatch(GameConfig config, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        PlanesPerRow = PositionEncoder.For(config).Size;
        ActionsPerRow = ActionSpace.For(config).Count;
        SeatsPerRow = config.Players;
        Planes = new float[capacity * PlanesPerRow];
        PolicyLogits = new float[capacity * ActionsPerRow];
        SeatValues = new float[capacity * SeatsPerRow];
    }

    /// <summary>The most positions it holds: its rows.</summary>
    public int Capacity { get; }

    /// <summary>Inputs, [capacity, planes, height, width].</summary>
    internal float[] Planes { get; }

    /// <summary>Answers, [capacity, actions].</summary>
    internal float[] PolicyLogits { get; }

    /// <summary>Answers, [capacity, players].</summary>
    internal float[] SeatValues { get; }

    private int PlanesPerRow { get; }

    private int ActionsPerRow { get; }

    private int SeatsPerRow { get; }

    /// <summary>Inputs of the first rows, [rows, planes, height, width].</summary>
    /// <param name="rows">Rows, 0..<see cref="Capacity"/>.</param>
    public Span<float> PlanesOf(int rows) => Planes.AsSpan(0, rows * PlanesPerRow);

    /// <summary>Policy logits of the first rows, [rows, actions]; those of illegal actions mean nothing.</summary>
    /// <param name="rows">Rows, 0..<see cref="Capacity"/>.</param>
    public Span<float> PolicyLogitsOf(int rows) => PolicyLogits.AsSpan(0, rows * ActionsPerRow);

    /// <summary>Seat values of the first rows, [rows, players], seat to move first.</summary>
    /// <param name="rows">Rows, 0..<see cref="Capacity"/>.</param>
    public Span<float> SeatValuesOf(int rows) => SeatValues.AsSpan(0, rows * SeatsPerRow);

    /// <summary>Inputs of one row.</summary>
    /// <param name="row">0..<see cref="Capacity"/> - 1.</param>
    public Span<float> PlanesAt(int row) => Planes.AsSpan(row * PlanesPerRow, PlanesPerRow);

    /// <summary>Policy logits of one row.</summary>
    /// <param name="row">0..<see cref="Capacity"/> - 1.</param>
    public Span<float> PolicyLogitsAt(int row) => PolicyLogits.AsSpan(row * ActionsPerRow, ActionsPerRow);

    /// <summary>Seat values of one row, seat to move first.</summary>
    /// <param name="row">0..<see cref="Capacity"/> - 1.</param>
    public Span<float> SeatValuesAt(int row) => SeatValues.AsSpan(row * SeatsPerRow, SeatsPerRow);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what an evaluator laid over the buffers.</summary>
    /// <param name="disposing">Always true: there is no finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}

/// <summary>Writes leaves into rows of a batch and reads their answers there. Safe for concurrent use on different rows.</summary>
internal sealed class LeafRows(GameConfig config)
{
    private readonly PositionEncoder _encoder = PositionEncoder.For(config);
    private readonly ActionSpace _actions = ActionSpace.For(config);

    public void Write(ReadOnlySpan<Leaf> leaves, InferenceBatch batch, int firstRow)
    {
        for (var i = 0; i < leaves.Length; i++)
        {
            _encoder.Encode(leaves[i].State, batch.PlanesAt(firstRow + i));
        }
    }

    public void Read(ReadOnlySpan<Leaf> leaves, InferenceBatch batch, int firstRow)
    {
        for (var i = 0; i < leaves.Length; i++)
        {
            Read(leaves[i], batch, firstRow + i);
        }
    }

    private void Read(Leaf leaf, InferenceBatch batch, int row)
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
