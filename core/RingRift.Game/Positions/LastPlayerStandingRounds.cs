namespace RingRift.Game;

/// <summary>The rounds that lead to a win by last player standing (R172), as they stand at the turn of the seat to move.</summary>
public struct LastPlayerStandingRounds
{
    private byte _seen;
    private byte _real;

    /// <summary>The seat that opened the current round, 0 for none.</summary>
    public byte First { readonly get; internal set; }

    /// <summary>The seat that alone had real actions in the last completed rounds, 0 for none.</summary>
    public byte Player { readonly get; internal set; }

    /// <summary>How many consecutive rounds <see cref="Player"/> alone had real actions.</summary>
    public int Count { readonly get; internal set; }

    /// <summary>Whether the current round has recorded no seat yet.</summary>
    internal readonly bool IsEmpty => _seen == 0;

    /// <summary>Whether a seat's turn start was recorded in the current round.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public readonly bool HasSeen(int seat) => (_seen >> seat & 1) != 0;

    /// <summary>Whether a seat had a real action, which is a placement, move or capture, at its turn start in the current round.</summary>
    /// <param name="seat">Seat, 1..Players.</param>
    public readonly bool HadRealAction(int seat) => (_real >> seat & 1) != 0;

    /// <summary>Records a seat's turn start in the current round.</summary>
    internal void Record(int seat, bool real)
    {
        _seen |= (byte)(1 << seat);
        _real = (byte)((_real & ~(1 << seat)) | (real ? 1 << seat : 0));
    }

    /// <summary>Begins a round in which no seat is recorded.</summary>
    internal void Clear() => _seen = _real = 0;
}
