namespace RingRift.Learning.Inference;

/// <summary>
/// A batch that several threads fill: they reserve rows, encode into them each at its own pace, wait, and read. All but
/// <see cref="Answered"/> and the rows themselves is guarded by the lock of the <see cref="BatchQueue"/>.
/// </summary>
internal sealed class SharedBatch(InferenceBatch buffers) : IDisposable
{
    private int _encoded;
    private int _unread;

    public InferenceBatch Buffers => buffers;

    /// <summary>Set when the answers are there, or never will be.</summary>
    public ManualResetEventSlim Answered { get; } = new();

    /// <summary>Rows taken.</summary>
    public int Rows { get; private set; }

    /// <summary>Callers that wait for the answers.</summary>
    public int Waiting { get; private set; }

    /// <summary>Whether no more rows are given away.</summary>
    public bool Closed { get; set; }

    /// <summary>Whether the network may read it.</summary>
    public bool IsReady => Closed && _encoded == Rows;

    public bool HasRoomFor(int rows) => Rows + rows <= buffers.Capacity;

    /// <summary>Takes rows; the first of them comes back.</summary>
    public int Reserve(int rows)
    {
        var first = Rows;
        Rows += rows;
        return first;
    }

    /// <summary>The rows of one caller are encoded.</summary>
    public void Encoded(int rows)
    {
        _encoded += rows;
        _unread++;
        Waiting++;
    }

    /// <summary>One caller has read its rows; true when it was the last.</summary>
    public bool Read() => --_unread == 0;

    /// <summary>Empties it for its next use.</summary>
    public void Clear()
    {
        (Rows, Waiting, Closed, _encoded) = (0, 0, false, 0);
        Answered.Reset();
    }

    public void Dispose()
    {
        Answered.Dispose();
        buffers.Dispose();
    }
}
