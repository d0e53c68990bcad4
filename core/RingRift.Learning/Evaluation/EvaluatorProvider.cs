namespace RingRift.Learning.Evaluation;

/// <summary>Where ONNX Runtime computes.</summary>
public enum EvaluatorProvider
{
    /// <summary>
    /// CUDA where this build has it and a device answers, the processor otherwise. TensorRT is never chosen unasked: it builds engines for minutes.
    /// </summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A CUDA device.</summary>
    Cuda,

    /// <summary>TensorRT on a CUDA device; CUDA for what TensorRT cannot do.</summary>
    TensorRT,
}
