using Microsoft.ML.OnnxRuntime;

namespace RingRift.Learning.Inference;

/// <summary>What the ONNX Runtime of this build can compute on. Whether a device is there shows only when a model is opened.</summary>
public static class OnnxProviders
{
    private const string Cuda = "CUDAExecutionProvider";
    private const string TensorRT = "TensorrtExecutionProvider";

    /// <summary>Names of the execution providers in this build.</summary>
    internal static IReadOnlyCollection<string> Available { get; } = OrtEnv.Instance().GetAvailableProviders();

    /// <summary>
    /// What a wish comes to in this build: <see cref="EvaluatorProvider.Auto"/> is CUDA in a CUDA build, the processor in others.
    /// </summary>
    /// <param name="wanted">The wish.</param>
    public static EvaluatorProvider Resolve(EvaluatorProvider wanted) => Resolve(wanted, Available);

    /// <summary>The same for given execution providers.</summary>
    internal static EvaluatorProvider Resolve(EvaluatorProvider wanted, IReadOnlyCollection<string> available) =>
        wanted != EvaluatorProvider.Auto ? wanted : Has(EvaluatorProvider.Cuda, available) ? EvaluatorProvider.Cuda : EvaluatorProvider.Cpu;

    /// <summary>Whether a build with these execution providers has this one.</summary>
    internal static bool Has(EvaluatorProvider provider, IReadOnlyCollection<string> available) => provider switch
    {
        EvaluatorProvider.Cuda => available.Contains(Cuda),
        EvaluatorProvider.TensorRT => available.Contains(TensorRT),
        _ => true,
    };
}

/// <summary>Where ONNX Runtime computes.</summary>
public enum EvaluatorProvider
{
    /// <summary>
    /// CUDA where this build has it and a device answers, the processor otherwise. TensorRT is never chosen unasked: it builds engines for
    /// minutes.
    /// </summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A CUDA device.</summary>
    Cuda,

    /// <summary>TensorRT on a CUDA device; CUDA for what TensorRT cannot do.</summary>
    TensorRT,
}
