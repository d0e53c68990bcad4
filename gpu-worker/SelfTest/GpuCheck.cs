using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Torch;
using RingRift.Learning.Evaluation;
using TorchSharp;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Whether both runtimes have the GPU, where <see cref="SelfTestOptions.RequireGpu"/> asks for it.</summary>
public sealed class GpuCheck(IEvaluatorSource evaluators, IOptions<SelfTestOptions> options) : ISelfTestCheck
{
    /// <inheritdoc/>
    public string Name => "the GPU";

    /// <inheritdoc/>
    public string? Run(SelfTestNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (!options.Value.RequireGpu)
        {
            return null;
        }

        using var opened = evaluators.Open(network.Model, evaluators.Wanted, 1);
        if (opened.Provider == EvaluatorProvider.Cpu)
        {
            return "ONNX Runtime computes on the processor; SelfTest:RequireGpu is true";
        }

        return TorchRuntime.BestDevice().type == DeviceType.CUDA ? null : "LibTorch finds no CUDA device; SelfTest:RequireGpu is true";
    }
}
