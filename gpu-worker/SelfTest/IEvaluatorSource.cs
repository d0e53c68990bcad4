using RingRift.GpuWorker.Inference;
using RingRift.Learning.Inference;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Opens networks as jobs do.</summary>
public interface IEvaluatorSource
{
    /// <summary>Opens a network.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="rung">Where and how it shall compute.</param>
    /// <param name="maxBatch">The most positions of one call.</param>
    /// <exception cref="InferenceException">It cannot be opened there.</exception>
    OpenedEvaluator Open(byte[] model, OnnxRung rung, int maxBatch);
}

/// <summary>A network that is ready to evaluate.</summary>
/// <param name="Evaluator">The network.</param>
/// <param name="Provider">Where it really computes.</param>
public sealed record OpenedEvaluator(IEvaluator Evaluator, EvaluatorProvider Provider) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Evaluator.Dispose();
}
