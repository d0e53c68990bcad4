using RingRift.GpuWorker.Torch;
using RingRift.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// The trainable twin of the ONNX network: the layers of <see cref="NetworkSpec.WeightShapes"/>, with the same weights. There is no batch
/// normalisation, so that weights go out as they are (ADR 0006). Between its layers images are aligned (<see cref="AlignedConvolution"/>);
/// nothing of that is trained or stored.
/// </summary>
public sealed class PolicyValueNet : IDisposable
{
    private static readonly long[] Spatial = [2, 3];
    private readonly Tensor _mask;
    private readonly Tensor _logitOf;
    private readonly Scalar _cells;

    /// <summary>A network with the given weights.</summary>
    /// <param name="weights">Weights; copied.</param>
    /// <param name="device">Where it computes.</param>
    public PolicyValueNet(NetworkWeights weights, Device device)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Spec = weights.Spec;
        Device = device;
        Layout = new WeightLayout(Spec);
        var mask = Spec.BoardMask();
        _cells = mask.Sum();
        _mask = tensor(mask, [1, 1, Spec.Height, Spec.Width], device: device).DetachFromDisposeScope();
        _logitOf = tensor(LogitOfAction(Spec), [Spec.Actions], device: device).DetachFromDisposeScope();
        Values = Layout.Pack(weights.AsDictionary(), device).requires_grad_(true);
    }

    /// <summary>The network's shape.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Where it computes.</summary>
    public Device Device { get; }

    /// <summary>Where each weight lies in <see cref="Values"/>.</summary>
    internal WeightLayout Layout { get; }

    /// <summary>All trainable weights in one row.</summary>
    internal Tensor Values { get; }

    /// <summary>
    /// Computes policy logits [rows, actions] and value logits [rows, players]; the softmax of the latter is the ONNX output.
    /// </summary>
    /// <param name="planes">Input [rows, planes, height, width].</param>
    public (Tensor Policy, Tensor Value) Forward(Tensor planes)
    {
        var (logits, value) = Logits(AlignedConvolution.Align(planes));
        return (logits.index_select(1, _logitOf), value);
    }

    /// <summary>The weights as they are now.</summary>
    /// <exception cref="TrainingException">A weight is not finite.</exception>
    public NetworkWeights ToWeights() => ToWeights(Values);

    /// <inheritdoc/>
    public void Dispose()
    {
        _mask.Dispose();
        _logitOf.Dispose();
        _cells.Dispose();
        Values.Dispose();
    }

    /// <summary>For each action the place of its logit in a row of <see cref="Logits"/>.</summary>
    internal static long[] LogitOfAction(NetworkSpec spec)
    {
        var (aligned, spatial) = (AlignedConvolution.Aligned(spec.SpatialPlanes), spec.SpatialPlanes * spec.Area);
        return
        [
            .. Enumerable.Range(0, spec.Actions).Select(action => action < spatial
                ? ((long)(action % spec.Area) * aligned) + (action / spec.Area)
                : ((long)spec.Area * aligned) + action - spatial),
        ];
    }

    internal static float[] ToArray(Tensor values)
    {
        using var scope = NewDisposeScope();
        return values.detach().cpu().contiguous().data<float>().ToArray();
    }

    /// <summary>
    /// Computes logits in the order in which they lie in memory, [rows, cells * aligned planes + scalar actions], and value logits [rows,
    /// players]. To put them into the order of the actions would cost as much as a layer; see <see cref="LogitOfAction"/>.
    /// </summary>
    /// <param name="planes">Aligned input [rows, aligned planes, height, width].</param>
    internal (Tensor Policy, Tensor Value) Logits(Tensor planes)
    {
        var layers = new Layers(this, Layout.Split(Values));
        var trunk = layers.Convolution("stem.conv", planes).relu_();
        for (var block = 0; block < Spec.Blocks; block++)
        {
            trunk = layers.Block(block, trunk);
        }

        var policy = relu(layers.Convolution("policy.conv", trunk));
        var spatial = layers.Convolution("policy.out", policy).permute(0, 2, 3, 1).flatten(1);
        var scalar = layers.PooledLinear("policy.scalar", policy, Spec.ScalarActions);
        var hidden = layers.PooledLinear("value.hidden", relu(layers.Convolution("value.conv", trunk)), Spec.ValueHidden).relu_();
        return (cat([spatial, scalar], 1), layers.Linear("value.out", hidden));
    }

    /// <summary>Weights out of a row of <see cref="Layout"/>, for example the averaged ones.</summary>
    internal NetworkWeights ToWeights(Tensor row)
    {
        try
        {
            return new NetworkWeights(Spec, Layout.Unpack(row));
        }
        catch (ArgumentException e)
        {
            throw new TrainingException($"The trained weights are unusable: {e.Message}", e);
        }
    }

    /// <summary>The layers with the weights of one pass.</summary>
    private sealed class Layers(PolicyValueNet net, Dictionary<string, Tensor> weights)
    {
        public Tensor Block(int index, Tensor input)
        {
            var name = $"block{index}";
            var inner = Convolution($"{name}.conv1", input);
            if (NetworkSpec.HasPooling(index))
            {
                inner.add_(PooledLinear($"{name}.pool", relu(inner), (int)inner.shape[1]).unsqueeze(2).unsqueeze(3), Scalars.One);
            }

            return Convolution($"{name}.conv2", inner.relu_()).add_(input, Scalars.One).relu_();
        }

        public Tensor Convolution(string name, Tensor input) =>
            AlignedConvolution.Apply(input, weights[name + ".weight"], weights[name + ".bias"]);

        public Tensor Linear(string name, Tensor input) => linear(input, weights[name + ".weight"], weights[name + ".bias"]);

        /// <summary>
        /// A linear layer on mean and max of each channel over on-board cells, filled to a number of outputs. The input is aligned and not
        /// negative.
        /// </summary>
        public Tensor PooledLinear(string name, Tensor input, int outputs)
        {
            var (weight, bias, channels) = (weights[name + ".weight"], weights[name + ".bias"], input.shape[1]);
            var halves = AlignedConvolution.Filled(weight.view(weight.shape[0], 2, -1), 2, channels);
            return linear(
                Pooled(input), AlignedConvolution.Filled(halves, 0, outputs).view(outputs, 2 * channels),
                AlignedConvolution.Filled(bias, 0, outputs));
        }

        /// <summary>
        /// Mean and max over on-board cells, [rows, 2 * channels]. The input is not negative, so masking keeps the maximum.
        /// </summary>
        private Tensor Pooled(Tensor input)
        {
            var onBoard = net.Spec.Hexagonal ? input * net._mask : input;
            return cat([onBoard.sum(Spatial).div(net._cells), onBoard.amax(Spatial)], 1);
        }
    }
}
