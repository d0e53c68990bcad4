using System.Runtime.InteropServices;

namespace RingRift.Learning.Samples;

/// <summary>The target arrays of an archive under construction.</summary>
internal sealed class SampleColumns
{
    private readonly List<int> _policyIndex = [];
    private readonly List<float> _policyWeight = [];
    private readonly List<long> _policyOffset = [0];
    private readonly List<float> _value = [];
    private readonly List<float> _outcome = [];
    private readonly List<bool> _symmetric = [];
    private readonly List<int> _game = [];
    private readonly List<int> _ply = [];
    private readonly List<byte> _seat = [];

    public void Add(int game, SampleRow row)
    {
        _policyIndex.AddRange(row.Actions);
        _policyWeight.AddRange(row.Weights);
        _policyOffset.Add(_policyIndex.Count);
        _value.AddRange(row.Value);
        _outcome.AddRange(row.Outcome);
        _symmetric.Add(row.Symmetric);
        _game.Add(game);
        _ply.Add(row.Ply);
        _seat.Add(row.Seat);
    }

    public void Write(NpzWriter npz, int players)
    {
        long count = _game.Count;
        Write(npz, "policy_index", _policyIndex, _policyIndex.Count);
        Write(npz, "policy_weight", _policyWeight, _policyWeight.Count);
        Write(npz, "policy_offset", _policyOffset, count + 1);
        Write(npz, "value", _value, count, players);
        Write(npz, "outcome", _outcome, count, players);
        Write(npz, "symmetric", _symmetric, count);
        Write(npz, "game", _game, count);
        Write(npz, "ply", _ply, count);
        Write(npz, "seat", _seat, count);
    }

    private static void Write<T>(NpzWriter npz, string name, List<T> column, params long[] shape)
        where T : unmanaged => npz.Write<T>(name, CollectionsMarshal.AsSpan(column), shape);
}
