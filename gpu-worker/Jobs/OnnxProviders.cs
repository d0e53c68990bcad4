using Microsoft.ML.OnnxRuntime;

namespace RingRift.GpuWorker.Jobs;

/// <summary>What the ONNX Runtime of this build can compute on.</summary>
internal static class OnnxProviders
{
    /// <summary>Whether this is a CUDA build; only then is a missing device worth a warning.</summary>
    public static bool HasCuda { get; } = OrtEnv.Instance().GetAvailableProviders().Contains("CUDAExecutionProvider", StringComparer.Ordinal);
}
