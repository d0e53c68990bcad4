using RingRift.Learning.Inference;
using RingRift.Learning.Networks;
using static TorchSharp.torch;

namespace RingRift.GpuWorker.Training;

/// <summary>Compares what ONNX Runtime and TorchSharp say about the same positions.</summary>
public static class OnnxParity
{
    /// <summary>Largest difference allowed in a policy logit or a seat's value.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Measures the largest difference over all policy logits and seat values.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="weights">The weights it was written from.</param>
    /// <param name="planes">Encoded positions, [rows, planes, height, width].</param>
    /// <param name="rows">Positions, at least 1.</param>
    /// <param name="optimization">How far ONNX Runtime may rewrite the network.</param>
    public static double Measure(
        byte[] model, NetworkWeights weights, ReadOnlySpan<float> planes, int rows, OnnxOptimization optimization = OnnxOptimization.All)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        var spec = weights.Spec;
        var (policy, value) = (new float[rows * spec.Actions], new float[rows * spec.Players]);
        using (var evaluator = new OnnxEvaluator(model, new OnnxEvaluatorOptions { MaxBatch = rows, Optimization = optimization }))
        {
            evaluator.Evaluate(rows, planes, policy, value);
        }

        // Both on the processor: TF32 on a GPU differs by more than the tolerance, and that is no error of the export.
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var net = new PolicyValueNet(weights, CPU);
        var input = tensor(planes[..(rows * spec.Planes * spec.Area)].ToArray(), [rows, spec.Planes, spec.Height, spec.Width]);
        var (policyLogits, valueLogits) = net.Forward(input);
        return Math.Max(
            LargestDifference.Of(policy, PolicyValueNet.ToArray(policyLogits)),
            LargestDifference.Of(value, PolicyValueNet.ToArray(valueLogits.softmax(1))));
    }

    /// <summary>Measures, and refuses a model that differs by more than <see cref="Tolerance"/>.</summary>
    /// <exception cref="TrainingException">The model does not say what the trained network says.</exception>
    public static double Check(
        byte[] model, NetworkWeights weights, ReadOnlySpan<float> planes, int rows, OnnxOptimization optimization = OnnxOptimization.All)
    {
        var difference = Measure(model, weights, planes, rows, optimization);
        return difference <= Tolerance
            ? difference
            : throw new TrainingException(
                $"ONNX Runtime and TorchSharp differ by {difference:g3} on {rows} positions; at most {Tolerance:g} is allowed.");
    }
}
