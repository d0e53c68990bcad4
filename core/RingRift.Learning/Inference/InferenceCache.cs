using System.IO.Hashing;
using System.Runtime.InteropServices;
using RingRift.Game;

namespace RingRift.Learning.Inference;

/// <summary>
/// What a network lately said about positions. In two generations: when the younger is full, the older is forgotten and the younger takes
/// its place, so that memory is bounded and what is asked again in time stays. Not safe for concurrent use.
/// </summary>
/// <param name="capacity">
/// Numbers kept in each generation, at least 1: a position takes one for each legal move and one for each seat.
/// </param>
internal sealed class InferenceCache(int capacity)
{
    private Dictionary<UInt128, float[]> _young = [];
    private Dictionary<UInt128, float[]> _old = [];
    private int _size;

    /// <summary>
    /// Identity of what a network is asked and what is read from its answer: its input and the legal moves. Both, because positions that
    /// look the same to the network may have moves that do not show there. 128 bits: some 10^10 positions meet by chance once in 10^18
    /// caches.
    /// </summary>
    public static UInt128 KeyOf(ReadOnlySpan<float> planes, ReadOnlySpan<Move> moves) => XxHash128.HashToUInt128(
        MemoryMarshal.AsBytes(planes), unchecked((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(moves))));

    /// <summary>Fills in the answer where it is known.</summary>
    public bool TryAnswer(UInt128 key, Leaf leaf)
    {
        if (!_young.TryGetValue(key, out var answer))
        {
            if (!_old.TryGetValue(key, out answer))
            {
                return false;
            }

            Keep(key, answer);
        }

        answer.AsSpan(0, leaf.Moves.Count).CopyTo(leaf.Priors);
        answer.AsSpan(leaf.Moves.Count).CopyTo(leaf.Values);
        return true;
    }

    /// <summary>Remembers the answer that a leaf has got.</summary>
    public void Add(UInt128 key, Leaf leaf)
    {
        var answer = new float[leaf.Moves.Count + leaf.Values.Length];
        leaf.Priors.CopyTo(answer);
        leaf.Values.CopyTo(answer.AsSpan(leaf.Moves.Count));
        Keep(key, answer);
    }

    private void Keep(UInt128 key, float[] answer)
    {
        if (answer.Length > capacity)
        {
            return;
        }

        if (_size + answer.Length > capacity)
        {
            (_young, _old, _size) = (_old, _young, 0);
            _young.Clear();
        }

        if (_young.TryAdd(key, answer))
        {
            _size += answer.Length;
        }
    }
}
