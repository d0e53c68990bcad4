using RingRift.GpuWorker.Torch;
using RingRift.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019) with a moving average of the weights beside it. Written out so that
/// its moments can be stored and brought back exactly.
/// </summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private static readonly Scalar Epsilon = 1e-8;
    private static readonly Scalar Momentum = Beta1;
    private static readonly Scalar MomentumRest = 1 - Beta1;
    private static readonly Scalar Spread = Beta2;
    private static readonly Scalar SpreadRest = 1 - Beta2;
    private readonly PolicyValueNet _net;
    private readonly TrainingOptions _options;

    public AdamW(PolicyValueNet net, TrainingOptions options, OptimizerState? state)
    {
        (_net, _options) = (net, options);
        foreach (var shape in net.Shapes)
        {
            First[shape.Name] = Start(shape, state?.First);
            Second[shape.Name] = Start(shape, state?.Second);
            Average[shape.Name] = PolicyValueNet.FromArray(state is null ? PolicyValueNet.ToArray(net[shape.Name]) : state.Average[shape.Name], shape, net.Device);
        }
    }

    public Dictionary<string, Tensor> First { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Tensor> Second { get; } = new(StringComparer.Ordinal);

    /// <summary>The averaged weights: what is measured and exported.</summary>
    public Dictionary<string, Tensor> Average { get; } = new(StringComparer.Ordinal);

    /// <summary>Applies the gradients of the network and clears them.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="learningRate">Learning rate of this step.</param>
    /// <param name="gradientScale">Factor that shortens the gradients, at most 1.</param>
    public void Apply(int step, double learningRate, double gradientScale)
    {
        using var noGrad = no_grad();

        // Held to the end of the step, see Scalars.
        using Scalar scale = gradientScale;
        using Scalar stepSize = -learningRate / (1 - Math.Pow(Beta1, step));
        using Scalar rootCorrection = Math.Sqrt(1 - Math.Pow(Beta2, step));
        using Scalar decay = 1 - (learningRate * _options.WeightDecay);
        foreach (var shape in _net.Shapes)
        {
            var weight = _net[shape.Name];
            var gradient = weight.grad!.mul_(scale);
            var first = First[shape.Name].mul_(Momentum).add_(gradient, MomentumRest);
            var second = Second[shape.Name].mul_(Spread).addcmul_(gradient, gradient, SpreadRest);
            if (shape.Shape.Count > 1)
            {
                weight.mul_(decay);
            }

            weight.addcdiv_(first, second.sqrt().div_(rootCorrection).add_(Epsilon, Scalars.One), stepSize);
            gradient.zero_();
        }

        MoveAverage(step);
    }

    public OptimizerState ToState() => new(Arrays(First), Arrays(Second), Arrays(Average));

    public void Dispose()
    {
        foreach (var tensor in First.Values.Concat(Second.Values).Concat(Average.Values))
        {
            tensor.Dispose();
        }
    }

    /// <summary>Lets the average forget the start quickly: early weights are noise.</summary>
    private void MoveAverage(int step)
    {
        var kept = Math.Min(_options.AverageDecay, (1.0 + step) / (10.0 + step));
        using Scalar keep = kept;
        using Scalar take = 1 - kept;
        foreach (var (name, average) in Average)
        {
            average.mul_(keep).add_(_net[name], take);
        }
    }

    private static Dictionary<string, float[]> Arrays(Dictionary<string, Tensor> tensors) =>
        tensors.ToDictionary(pair => pair.Key, pair => PolicyValueNet.ToArray(pair.Value), StringComparer.Ordinal);

    private Tensor Start(WeightShape shape, IReadOnlyDictionary<string, float[]>? values) =>
        PolicyValueNet.FromArray(values is null ? new float[shape.Length] : values[shape.Name], shape, _net.Device);
}
