using RingRift.GpuWorker.Torch;
using RingRift.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// The trainable twin of the ONNX network: the layers of <see cref="NetworkSpec.WeightShapes"/>, with the same names and shapes. There is no batch
/// normalisation, so that weights go out as they are (ADR 0006).
/// </summary>
public sealed class PolicyValueNet : IDisposable
{
    private static readonly long[] Spatial = [2, 3];
    private readonly Dictionary<string, Tensor> _weights = new(StringComparer.Ordinal);
    private readonly Tensor _mask;
    private readonly Scalar _cells;

    /// <summary>A network with the given weights.</summary>
    /// <param name="weights">Weights; copied.</param>
    /// <param name="device">Where it computes.</param>
    public PolicyValueNet(NetworkWeights weights, Device device)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Spec = weights.Spec;
        Device = device;
        Shapes = weights.Shapes;
        var mask = Spec.BoardMask();
        _cells = mask.Sum();
        _mask = tensor(mask, [1, 1, Spec.Height, Spec.Width], device: device).DetachFromDisposeScope();
        foreach (var shape in Shapes)
        {
            _weights[shape.Name] = FromArray(weights[shape.Name], shape, device).requires_grad_(true);
        }
    }

    /// <summary>The network's shape.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Where it computes.</summary>
    public Device Device { get; }

    /// <summary>Names and shapes of the weights, in storage order.</summary>
    public IReadOnlyList<WeightShape> Shapes { get; }

    /// <summary>The trainable tensor of a weight.</summary>
    public Tensor this[string name] => _weights[name];

    /// <summary>Computes policy logits [rows, actions] and value logits [rows, players]; the softmax of the latter is the ONNX output.</summary>
    /// <param name="planes">Input [rows, planes, height, width].</param>
    public (Tensor Policy, Tensor Value) Forward(Tensor planes)
    {
        var trunk = relu(Convolution("stem.conv", planes));
        for (var block = 0; block < Spec.Blocks; block++)
        {
            trunk = Block(block, trunk);
        }

        var policy = relu(Convolution("policy.conv", trunk));
        var spatial = Convolution("policy.out", policy).flatten(1);
        var scalar = Linear("policy.scalar", Pooled(policy));
        var value = relu(Linear("value.hidden", Pooled(relu(Convolution("value.conv", trunk)))));
        return (cat([spatial, scalar], 1), Linear("value.out", value));
    }

    /// <summary>The weights as they are now.</summary>
    /// <exception cref="TrainingException">A weight is not finite.</exception>
    public NetworkWeights ToWeights() => ToWeights(Spec, _weights);

    /// <inheritdoc/>
    public void Dispose()
    {
        _mask.Dispose();
        _cells.Dispose();
        foreach (var weight in _weights.Values)
        {
            weight.Dispose();
        }
    }

    internal static Tensor FromArray(float[] values, WeightShape shape, Device device) =>
        tensor(values, [.. shape.Shape.Select(size => (long)size)], device: device).DetachFromDisposeScope();

    internal static NetworkWeights ToWeights(NetworkSpec spec, IReadOnlyDictionary<string, Tensor> tensors)
    {
        try
        {
            return new NetworkWeights(spec, tensors.ToDictionary(pair => pair.Key, pair => ToArray(pair.Value), StringComparer.Ordinal));
        }
        catch (ArgumentException e)
        {
            throw new TrainingException($"The trained weights are unusable: {e.Message}", e);
        }
    }

    internal static float[] ToArray(Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().cpu().contiguous().data<float>().ToArray();
    }

    private Tensor Block(int index, Tensor input)
    {
        var name = $"block{index}";
        var inner = Convolution($"{name}.conv1", input);
        if (NetworkSpec.HasPooling(index))
        {
            inner = inner.add(Linear($"{name}.pool", Pooled(relu(inner))).unsqueeze(2).unsqueeze(3), Scalars.One);
        }

        return relu(Convolution($"{name}.conv2", relu(inner)).add(input, Scalars.One));
    }

    /// <summary>Mean and max over on-board cells, [rows, 2 * channels]. The input is not negative, so masking keeps the maximum.</summary>
    private Tensor Pooled(Tensor input)
    {
        var onBoard = Spec.Hexagonal ? input * _mask : input;
        return cat([onBoard.sum(Spatial).div(_cells), onBoard.amax(Spatial)], 1);
    }

    private Tensor Convolution(string name, Tensor input)
    {
        var weight = _weights[name + ".weight"];
        var padding = weight.shape[2] / 2;
        return conv2d(input, weight, _weights[name + ".bias"], padding: [padding, padding]);
    }

    private Tensor Linear(string name, Tensor input) => linear(input, _weights[name + ".weight"], _weights[name + ".bias"]);
}
