using RingRift.Learning.Evaluation;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>A network that is ready to evaluate.</summary>
/// <param name="Evaluator">The network.</param>
/// <param name="Provider">Where it really computes.</param>
public sealed record OpenedEvaluator(IEvaluator Evaluator, EvaluatorProvider Provider) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Evaluator.Dispose();
}
