using RingRift.GpuWorker.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019) with a moving average of the weights beside it. Written out
/// so that its moments can be stored and brought back exactly.
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
        First = state is null
            ? zeros(net.Layout.Length, device: net.Device).DetachFromDisposeScope()
            : net.Layout.Pack(state.First, net.Device);
        Second = state is null
            ? zeros(net.Layout.Length, device: net.Device).DetachFromDisposeScope()
            : net.Layout.Pack(state.Second, net.Device);
        Average = net.Layout.Pack(state?.Average ?? net.ToWeights().AsDictionary(), net.Device);
    }

    /// <summary>First moments, in the layout of the network.</summary>
    public Tensor First { get; }

    /// <summary>Second moments.</summary>
    public Tensor Second { get; }

    /// <summary>The averaged weights: what is measured and exported.</summary>
    public Tensor Average { get; }

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
        var (weights, gradient) = (_net.Values, _net.Values.grad!.mul_(scale));
        First.mul_(Momentum).add_(gradient, MomentumRest);
        Second.mul_(Spread).addcmul_(gradient, gradient, SpreadRest);
        weights.narrow(0, 0, _net.Layout.Decaying).mul_(decay);
        weights.addcdiv_(First, Second.sqrt().div_(rootCorrection).add_(Epsilon, Scalars.One), stepSize);
        gradient.zero_();
        MoveAverage(step);
    }

    public OptimizerState ToState() => new(_net.Layout.Unpack(First), _net.Layout.Unpack(Second), _net.Layout.Unpack(Average));

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Average.Dispose();
    }

    /// <summary>Lets the average forget the start quickly: early weights are noise.</summary>
    private void MoveAverage(int step)
    {
        var kept = Math.Min(_options.AverageDecay, (1.0 + step) / (10.0 + step));
        using Scalar keep = kept;
        using Scalar take = 1 - kept;
        Average.mul_(keep).add_(_net.Values, take);
    }
}
