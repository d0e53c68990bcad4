using RingRift.GpuWorker.SelfTest;
using RingRift.GpuWorker.Torch;
using RingRift.Learning.Networks;

namespace RingRift.GpuWorker.Tests.SelfTest;

/// <summary>A step that is right, because it is the expected one, until a test changes it.</summary>
internal sealed class PlainStep(Action<TrainingStepResult>? change = null) : ITrainingStep
{
    private const double LearningRate = 2e-3;
    private const double Decay = 1 - (LearningRate * 0.01);

    /// <summary>The rungs it was made on.</summary>
    public List<string> Rungs { get; } = [];

    /// <summary>The configurations whose networks it was made with.</summary>
    public List<string> Configs { get; } = [];

    public TrainingStepResult Make(SelfTestNetwork network, TorchRung rung)
    {
        Rungs.Add(rung.Name);
        Configs.Add(network.Spec.Config);
        var expected = network.Expected;
        var result = new TrainingStepResult
        {
            Policy = Floats(network.Repeated(expected.Policy, network.TrainingRows)),
            Value = Floats(network.Repeated(expected.Value, network.TrainingRows)),
            Gradients = expected.Gradients.ToDictionary(pair => pair.Key, pair => Floats(pair.Value)),
            Weights = network.Weights.Shapes.ToDictionary(
                shape => shape.Name,
                shape => Stepped(network.Weights[shape.Name], Floats(expected.Gradients[shape.Name]), shape.Shape.Count > 1)),
        };
        change?.Invoke(result);
        return result;
    }

    public double? RowsPerSecond(NetworkSpec spec) => 1000;

    private static float[] Floats(double[] values) => Array.ConvertAll(values, value => (float)value);

    private static float[] Stepped(float[] weights, float[] gradient, bool decays) =>
        [.. weights.Zip(
            gradient, (weight, slope) => (float)((weight * (decays ? Decay : 1)) - (LearningRate * slope / (Math.Abs(slope) + 1e-8))))];
}
