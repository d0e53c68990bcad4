namespace RingRift.Learning.Evaluation;

/// <summary>Where ONNX Runtime computes.</summary>
public enum EvaluatorProvider
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A CUDA device; the processor where none can be used.</summary>
    Cuda,
}
