using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Torch;
using RingRift.GpuWorker.Training;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Whether ONNX Runtime plays what TorchSharp trains.</summary>
public sealed class TorchParityCheck(IOptions<SelfTestOptions> options, IOptions<TrainingOptions> training) : ISelfTestCheck
{
    /// <inheritdoc/>
    public string Name => "parity of ONNX Runtime and TorchSharp";

    /// <inheritdoc/>
    public string? Run(SelfTestNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        TorchRuntime.EnsureLoaded(training.Value.Threads);
        var difference = OnnxParity.Measure(network.Model, network.Weights, network.Planes, network.Positions);
        return difference <= options.Value.Tolerance ? null : $"they differ by {difference:g3}; at most {options.Value.Tolerance:g} is allowed";
    }
}
