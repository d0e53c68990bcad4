using RingRift.Learning.Networks;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// AdamW (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019) with a moving average of the weights beside it. Written out so that
/// its moments can be stored and brought back exactly.
/// </summary>
internal sealed class AdamW : IDisposable
{
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
        using var factors = new AdamWFactors(step, learningRate, gradientScale, _options);
        foreach (var shape in _net.Shapes)
        {
            var (weight, first, second) = (_net[shape.Name], First[shape.Name], Second[shape.Name]);
            var gradient = weight.grad!;
            gradient.mul_(factors.GradientScale);
            first.mul_(factors.Beta1).add_(gradient, factors.Beta1Rest);
            second.mul_(factors.Beta2).addcmul_(gradient, gradient, factors.Beta2Rest);
            if (shape.Shape.Count > 1)
            {
                weight.mul_(factors.Decay);
            }

            weight.addcdiv_(first, second.sqrt().div_(factors.RootCorrection).add_(factors.Epsilon), factors.Step);
            Average[shape.Name].mul_(factors.Keep).add_(weight, factors.KeepRest);
            gradient.zero_();
        }
    }

    public OptimizerState ToState() => new(Arrays(First), Arrays(Second), Arrays(Average));

    public void Dispose()
    {
        foreach (var tensor in First.Values.Concat(Second.Values).Concat(Average.Values))
        {
            tensor.Dispose();
        }
    }

    private static Dictionary<string, float[]> Arrays(Dictionary<string, Tensor> tensors) =>
        tensors.ToDictionary(pair => pair.Key, pair => PolicyValueNet.ToArray(pair.Value), StringComparer.Ordinal);

    private Tensor Start(WeightShape shape, IReadOnlyDictionary<string, float[]>? values) =>
        PolicyValueNet.FromArray(values is null ? new float[shape.Length] : values[shape.Name], shape, _net.Device);
}
