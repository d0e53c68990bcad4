using System.Runtime.CompilerServices;

namespace RingRift.Game;

/// <summary>
/// A reusable buffer of moves. It grows to the longest list it has met and is never shrunk, so a warm one does not allocate.
/// </summary>
/// <param name="capacity">Moves there is room for from the start, at least 1.</param>
public sealed class MoveList(int capacity = 1024)
{
    private Move[] _moves = new Move[Math.Max(1, capacity)];

    /// <summary>Number of moves in the list.</summary>
    public int Count { get; private set; }

    /// <summary>The move at an index.</summary>
    /// <param name="index">0..Count-1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is outside the list.</exception>
    public Move this[int index] =>
        (uint)index < (uint)Count
            ? _moves[index]
            : throw new ArgumentOutOfRangeException(nameof(index), index, $"The list holds {Count} moves.");

    /// <summary>The moves; valid until the list is changed.</summary>
    public ReadOnlySpan<Move> AsSpan() => _moves.AsSpan(0, Count);

    /// <summary>Empties the list.</summary>
    public void Clear() => Count = 0;

    /// <summary>Whether the list holds a move.</summary>
    /// <param name="move">The move to look for.</param>
    public bool Contains(Move move) => AsSpan().Contains(move);

    /// <summary>Appends a move.</summary>
    /// <param name="move">The move to append.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(Move move)
    {
        if (Count == _moves.Length)
        {
            Grow(Count + 1);
        }

        _moves[Count++] = move;
    }

    /// <summary>Room for more moves behind the last one; what is written there counts once it is committed.</summary>
    /// <param name="most">How many moves may be written.</param>
    internal Span<Move> Reserve(int most)
    {
        if (Count + most > _moves.Length)
        {
            Grow(Count + most);
        }

        return _moves.AsSpan(Count);
    }

    /// <summary>Counts moves written into reserved room.</summary>
    /// <param name="written">How many moves were written.</param>
    internal void Commit(int written) => Count += written;

    private void Grow(int least) => Array.Resize(ref _moves, Math.Max(least, _moves.Length * 2));
}
