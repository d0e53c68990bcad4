using TorchSharp;

namespace RingRift.GpuWorker.Training;

/// <summary>
/// The numbers of one AdamW step as TorchSharp scalars. A number given to an operation is wrapped in a scalar that nothing holds while the native code reads
/// it, so that a collection at that moment frees it: the operation then fails or computes with anything. These are held until they are disposed of.
/// </summary>
internal sealed class AdamWFactors(int step, double learningRate, double gradientScale, TrainingOptions options) : IDisposable
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;

    // The average forgets the start quickly: early weights are noise.
    private readonly double _keep = Math.Min(options.AverageDecay, (1.0 + step) / (10.0 + step));

    public Scalar GradientScale { get; } = gradientScale;

    public Scalar Beta1 { get; } = FirstDecay;

    public Scalar Beta1Rest { get; } = 1 - FirstDecay;

    public Scalar Beta2 { get; } = SecondDecay;

    public Scalar Beta2Rest { get; } = 1 - SecondDecay;

    public Scalar Decay { get; } = 1 - (learningRate * options.WeightDecay);

    public Scalar RootCorrection { get; } = Math.Sqrt(1 - Math.Pow(SecondDecay, step));

    public Scalar Epsilon { get; } = 1e-8;

    public Scalar Step { get; } = -(learningRate / (1 - Math.Pow(FirstDecay, step)));

    public Scalar Keep => field ??= _keep;

    public Scalar KeepRest => field ??= 1 - _keep;

    public void Dispose()
    {
        foreach (var scalar in new[] { GradientScale, Beta1, Beta1Rest, Beta2, Beta2Rest, Decay, RootCorrection, Epsilon, Step, Keep, KeepRest })
        {
            scalar.Dispose();
        }
    }
}
