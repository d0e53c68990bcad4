using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Rungs;
using RingRift.GpuWorker.Status;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>
/// Whether LibTorch computes rightly what training needs: all layers forward, all their gradients at the batch size of training, and one
/// optimiser step.
/// </summary>
public sealed class TrainingStepCheck(ITrainingStep step, IOptions<SelfTestOptions> options, IOptions<TrainingOptions> training)
{
    // Gradients add up many roundings; they are judged in relation to the largest of their weight.
    private const double GradientFactor = 10;
    private const double StepTolerance = 4e-6;
    private const double OptimizerEpsilon = 1e-8;
    private const int MostNamed = 3;

    /// <summary>Checks the rung this process stands on.</summary>
    /// <param name="network">The network to check with.</param>
    /// <param name="rung">The rung.</param>
    /// <param name="isTimed">Whether the speed of training is measured too.</param>
    public RungResult Run(SelfTestNetwork network, TorchRung rung, bool isTimed)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(rung);
        var made = step.Make(network, rung);
        List<string> failures = [.. Failures(network, made)];
        return new RungResult(rung.Name, failures.Count == 0, failures, isTimed ? step.RowsPerSecond(network.Spec) : null);
    }

    private IEnumerable<string> Failures(SelfTestNetwork network, TrainingStepResult made)
    {
        if (options.Value.RequireGpu && !made.OnDevice)
        {
            yield return "LibTorch finds no CUDA device; SelfTest:RequireGpu is true";
        }

        var tolerance = made.OnDevice ? options.Value.GpuTolerance : options.Value.Tolerance;
        var (rows, expected) = (network.TrainingRows, network.Expected);
        var forward = Math.Max(
            Deviation.Of(made.Policy, network.Repeated(expected.Policy, rows)),
            Deviation.Of(made.Value, network.Repeated(expected.Value, rows)));
        if (forward > tolerance)
        {
            yield return $"the answers of LibTorch to {rows} positions and plain arithmetic differ by {forward:g3}; at most {tolerance:g} is allowed";
        }

        var gradients = Over(network, made.Gradients, name => expected.Gradients[name], Deviation.OfGradient, GradientFactor * tolerance);
        if (gradients.Length > 0)
        {
            yield return $"gradients differ from plain arithmetic in relation to their largest: {gradients}; at most {GradientFactor * tolerance:g} is allowed";
        }

        var stepped = Over(network, made.Weights, name => Stepped(network, name, made.Gradients[name]), Deviation.Of, StepTolerance);
        if (stepped.Length > 0)
        {
            yield return $"weights after one optimiser step differ: {stepped}; at most {StepTolerance:g} is allowed";
        }
    }

    private static string Over(
        SelfTestNetwork network, IReadOnlyDictionary<string, float[]> computed, Func<string, double[]> expected, DeviationOf deviation,
        double allowed)
    {
        var wrong = network.Weights.Shapes
            .Select(shape => (shape.Name, Deviation: deviation(computed[shape.Name], expected(shape.Name))))
            .Where(weight => weight.Deviation > allowed)
            .ToList();
        var named = string.Join(", ", wrong.Take(MostNamed).Select(weight => $"{weight.Name} by {weight.Deviation:g3}"));
        return wrong.Count > MostNamed ? $"{named} and {wrong.Count - MostNamed} more" : named;
    }

    /// <summary>
    /// A weight after the first step of AdamW, from the gradient that was computed: moments that begin at zero leave its sign.
    /// </summary>
    private double[] Stepped(SelfTestNetwork network, string name, float[] gradient)
    {
        var (rate, weights) = (training.Value.LearningRate, network.Weights[name]);
        var decay = network.Weights.Shapes.First(shape => shape.Name == name).Shape.Count > 1 ? 1 - (rate * training.Value.WeightDecay) : 1;
        return [
            .. weights.Zip(gradient, (weight, slope) => (weight * decay) - (rate * slope / (Math.Abs((double)slope) + OptimizerEpsilon)))
        ];
    }

    private delegate double DeviationOf(ReadOnlySpan<float> computed, ReadOnlySpan<double> expected);
}
