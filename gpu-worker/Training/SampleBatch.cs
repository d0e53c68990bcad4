using System.Runtime.InteropServices;
using RingRift.Learning.Encoding;
using RingRift.Learning.Networks;
using RingRift.Learning.Randomness;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// Turns rows into tensors: bytes times scale, turned by an exact symmetry where the row allows one. Rows are written into memory of
/// LibTorch that is used again for every batch, in the form in which <see cref="PolicyValueNet.Logits"/> reads them: what a tensor shows is
/// that of the newest batch.
/// </summary>
internal sealed class SampleBatch : IDisposable
{
    // Below any logit, and finite: infinity times a weight of zero would be no number.
    private const float Never = -1e30f;
    private readonly SampleWindow _window;
    private readonly NetworkSpec _spec;
    private readonly BoardSymmetry[] _symmetries;
    private readonly SpilledRow _row;
    private readonly int _channels;
    private readonly long[] _logitOf;
    private readonly Tensor _planes;
    private readonly Tensor _values;
    private readonly List<long> _policyLogit = [];
    private readonly List<float> _policyWeight = [];
    private readonly List<int> _policyEnd = [];

    public SampleBatch(SampleWindow window, NetworkSpec spec, int maxRows)
    {
        (_window, _spec, _channels, _logitOf) = (window, spec, AlignedConvolution.Aligned(spec.Planes), PolicyValueNet.LogitOfAction(spec));
        _symmetries = [.. BoardSymmetry.ExactFor(window.Config)];
        _row = new SpilledRow(window.Config);
        _planes = zeros(maxRows, spec.Height, spec.Width, _channels).DetachFromDisposeScope();
        _values = zeros(maxRows, spec.Players).DetachFromDisposeScope();
    }

    /// <summary>Rows in the batch.</summary>
    public int Count => _policyEnd.Count;

    public void Clear()
    {
        _policyLogit.Clear();
        _policyWeight.Clear();
        _policyEnd.Clear();
    }

    /// <summary>Adds a row, turned at random where <paramref name="random"/> is given and the row allows it.</summary>
    public void Add(SampleKey key, SeededRandom? random)
    {
        var samples = _window.Files[key.File];
        samples.Read(key.Row, _row);
        var drawn = random?.Next(_symmetries.Length) ?? 0;
        var symmetry = _symmetries[_row.Symmetric ? drawn : 0];
        AddPlanes(_row.Planes, samples.PlaneScale, symmetry.SourceSquares);
        _row.Value.CopyTo(Numbers<float>(_values)[(Count * _spec.Players)..]);
        var images = symmetry.ActionImages;
        var actions = _row.Actions;
        var weights = _row.Weights;
        for (var i = 0; i < actions.Length; i++)
        {
            _policyLogit.Add(_logitOf[images[actions[i]]]);
            _policyWeight.Add(weights[i]);
        }

        _policyEnd.Add(_policyLogit.Count);
    }

    /// <summary>A copy of the input as networks elsewhere read it, [rows, planes, height, width].</summary>
    public float[] Planes()
    {
        using var scope = NewDisposeScope();
        return PolicyValueNet.ToArray(PlanesTensor(CPU).narrow(1, 0, _spec.Planes));
    }

    /// <summary>Aligned input [rows, aligned planes, height, width].</summary>
    public Tensor PlanesTensor(Device device) => _planes.narrow(0, 0, Count).permute(0, 3, 1, 2).to(device);

    /// <summary>Value targets [rows, players].</summary>
    public Tensor ValueTensor(Device device) => _values.narrow(0, 0, Count).to(device);

    /// <summary>Policy targets, [rows, actions of the row that has most].</summary>
    public PolicyTargets PolicyTensors(Device device)
    {
        var width = _policyEnd.Select((end, row) => end - Start(row)).Max();
        var (logits, weights) = (zeros(Count, width, dtype: ScalarType.Int64), zeros(Count, width));
        var absent = zeros(Count, width);
        for (var row = 0; row < Count; row++)
        {
            var (from, length) = (Start(row), _policyEnd[row] - Start(row));
            CollectionsMarshal.AsSpan(_policyLogit).Slice(from, length).CopyTo(Numbers<long>(logits)[(row * width)..]);
            CollectionsMarshal.AsSpan(_policyWeight).Slice(from, length).CopyTo(Numbers<float>(weights)[(row * width)..]);
            Numbers<float>(absent).Slice((row * width) + length, width - length).Fill(Never);
        }

        return new PolicyTargets(logits.to(device), weights.to(device), absent.to(device));
    }

    public void Dispose()
    {
        _planes.Dispose();
        _values.Dispose();
    }

    private static Span<T> Numbers<T>(Tensor values)
        where T : struct => MemoryMarshal.Cast<byte, T>(values.bytes);

    private int Start(int row) => row == 0 ? 0 : _policyEnd[row - 1];

    private void AddPlanes(ReadOnlySpan<byte> source, float[] scales, ReadOnlySpan<int> squares)
    {
        var target = Numbers<float>(_planes).Slice(Count * squares.Length * _channels, squares.Length * _channels);
        for (var plane = 0; plane < scales.Length; plane++)
        {
            var from = source.Slice(plane * squares.Length, squares.Length);
            for (var square = 0; square < squares.Length; square++)
            {
                target[(square * _channels) + plane] = from[squares[square]] * scales[plane];
            }
        }
    }

    /// <summary>What the policy is to learn from a batch.</summary>
    /// <param name="Logits">Places in the rows of <see cref="PolicyValueNet.Logits"/>: those of the legal actions, then 0.</param>
    /// <param name="Weights">Part of the visits, then 0.</param>
    /// <param name="Absent">0 for the legal actions, then what keeps a place out of the choice when it is added to its logit.</param>
    public readonly record struct PolicyTargets(Tensor Logits, Tensor Weights, Tensor Absent);
}
