using RingRift.Learning.Networks;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// All weights of a network in one row of numbers, so that an optimiser needs a few operations in all. Those that decay come first, biases
/// last.
/// </summary>
internal sealed class WeightLayout
{
    private readonly WeightShape[] _shapes;
    private readonly long[] _lengths;

    public WeightLayout(NetworkSpec spec)
    {
        _shapes = [.. spec.WeightShapes().OrderBy(IsBias)];
        _lengths = [.. _shapes.Select(shape => (long)shape.Length)];
        Decaying = _shapes.Where(shape => !IsBias(shape)).Sum(shape => (long)shape.Length);
        Length = _lengths.Sum();
    }

    /// <summary>Numbers at the start that weight decay applies to.</summary>
    public long Decaying { get; }

    /// <summary>Numbers in all.</summary>
    public long Length { get; }

    /// <summary>A row [length] of weights, outside of every dispose scope.</summary>
    public Tensor Pack(IReadOnlyDictionary<string, float[]> values, Device device) =>
        tensor(_shapes.SelectMany(shape => values[shape.Name]).ToArray(), [Length], device: device).DetachFromDisposeScope();

    /// <summary>The weights of a row by name.</summary>
    public Dictionary<string, float[]> Unpack(Tensor row)
    {
        var (values, from, weights) = (PolicyValueNet.ToArray(row), 0, new Dictionary<string, float[]>(StringComparer.Ordinal));
        foreach (var shape in _shapes)
        {
            weights[shape.Name] = values[from..(from + shape.Length)];
            from += shape.Length;
        }

        return weights;
    }

    /// <summary>The tensors of a row by name: views, through which gradients flow back.</summary>
    public Dictionary<string, Tensor> Split(Tensor row) =>
        _shapes.Zip(row.split(_lengths), (shape, part) => (shape.Name, Value: part.view([.. shape.Shape.Select(size => (long)size)])))
            .ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);

    private static bool IsBias(WeightShape shape) => shape.Shape.Count == 1;
}
