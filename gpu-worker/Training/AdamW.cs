using RingRift.Learning.Networks;
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
    private const double Epsilon = 1e-8;
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
        var stepSize = learningRate / (1 - Math.Pow(Beta1, step));
        var rootCorrection = Math.Sqrt(1 - Math.Pow(Beta2, step));

        // The average forgets the start quickly: early weights are noise.
        var keep = Math.Min(_options.AverageDecay, (1.0 + step) / (10.0 + step));
        foreach (var shape in _net.Shapes)
        {
            var (weight, first, second) = (_net[shape.Name], First[shape.Name], Second[shape.Name]);
            var gradient = weight.grad!;
            gradient.mul_(gradientScale);
            first.mul_(Beta1).add_(gradient, 1 - Beta1);
            second.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
            if (shape.Shape.Count > 1)
            {
                weight.mul_(1 - (learningRate * _options.WeightDecay));
            }

            weight.addcdiv_(first, second.sqrt().div_(rootCorrection).add_(Epsilon), -stepSize);
            Average[shape.Name].mul_(keep).add_(weight, 1 - keep);
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
