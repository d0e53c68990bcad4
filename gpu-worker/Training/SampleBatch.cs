using RingRift.Learning.Encoding;
using RingRift.Learning.Networks;
using RingRift.Learning.Randomness;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Training;

/// <summary>Turns rows into tensors: bytes times scale, turned by an exact symmetry where the row allows one. Buffers are reused.</summary>
internal sealed class SampleBatch
{
    private readonly SampleWindow _window;
    private readonly NetworkSpec _spec;
    private readonly BoardSymmetry[] _symmetries;
    private readonly SpilledRow _row;
    private readonly float[] _planes;
    private readonly float[] _values;
    private readonly List<long> _policyIndex = [];
    private readonly List<float> _policyWeight = [];

    public SampleBatch(SampleWindow window, NetworkSpec spec, int maxRows)
    {
        (_window, _spec) = (window, spec);
        _symmetries = [.. BoardSymmetry.ExactFor(window.Config)];
        _row = new SpilledRow(window.Config);
        _planes = new float[maxRows * spec.Planes * spec.Area];
        _values = new float[maxRows * spec.Players];
    }

    /// <summary>Rows in the batch.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<float> Planes => _planes.AsSpan(0, Count * _spec.Planes * _spec.Area);

    public void Clear()
    {
        Count = 0;
        _policyIndex.Clear();
        _policyWeight.Clear();
    }

    /// <summary>Adds a row, turned at random where <paramref name="random"/> is given and the row allows it.</summary>
    public void Add(SampleKey key, SeededRandom? random)
    {
        var samples = _window.Files[key.File];
        samples.Read(key.Row, _row);
        var drawn = random?.Next(_symmetries.Length) ?? 0;
        var symmetry = _symmetries[_row.Symmetric ? drawn : 0];
        AddPlanes(_row.Planes, samples.PlaneScale, symmetry.SourceSquares);
        var images = symmetry.ActionImages;
        var actions = _row.Actions;
        var weights = _row.Weights;
        for (var i = 0; i < actions.Length; i++)
        {
            _policyIndex.Add(((long)Count * _spec.Actions) + images[actions[i]]);
            _policyWeight.Add(weights[i]);
        }

        _row.Value.CopyTo(_values.AsSpan(Count * _spec.Players));
        Count++;
    }

    /// <summary>Input [rows, planes, height, width].</summary>
    public Tensor PlanesTensor(Device device) =>
        tensor(Planes.ToArray(), [Count, _spec.Planes, _spec.Height, _spec.Width], device: device);

    /// <summary>Value targets [rows, players].</summary>
    public Tensor ValueTensor(Device device) => tensor(_values[..(Count * _spec.Players)], [Count, _spec.Players], device: device);

    /// <summary>Policy targets: positions in the flattened [rows * actions] logits, and their weights.</summary>
    public (Tensor Index, Tensor Weight) PolicyTensors(Device device) =>
        (tensor(_policyIndex.ToArray(), [_policyIndex.Count], device: device), tensor(_policyWeight.ToArray(), [_policyWeight.Count], device: device));

    private void AddPlanes(ReadOnlySpan<byte> source, float[] scales, ReadOnlySpan<int> squares)
    {
        var target = _planes.AsSpan(Count * source.Length, source.Length);
        for (var plane = 0; plane < scales.Length; plane++)
        {
            var from = source.Slice(plane * squares.Length, squares.Length);
            var to = target.Slice(plane * squares.Length, squares.Length);
            for (var square = 0; square < squares.Length; square++)
            {
                to[square] = from[squares[square]] * scales[plane];
            }
        }
    }
}
