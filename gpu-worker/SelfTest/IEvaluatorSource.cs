using RingRift.Learning.Evaluation;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Opens networks as jobs do.</summary>
public interface IEvaluatorSource
{
    /// <summary>Where jobs of this worker want to compute.</summary>
    EvaluatorProvider Wanted { get; }

    /// <summary>Opens a network.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="provider">Where it shall compute.</param>
    /// <param name="maxBatch">The most positions of one call.</param>
    OpenedEvaluator Open(byte[] model, EvaluatorProvider provider, int maxBatch);
}
