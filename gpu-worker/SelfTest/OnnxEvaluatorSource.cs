using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Inference;
using RingRift.Learning.Inference;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Opens networks with ONNX Runtime and the settings of self-play.</summary>
public sealed partial class OnnxEvaluatorSource(IOptions<SelfPlayJobOptions> options, ILogger<OnnxEvaluatorSource> logger)
    : IEvaluatorSource
{
    /// <inheritdoc/>
    public OpenedEvaluator Open(byte[] model, OnnxRung rung, int maxBatch)
    {
        ArgumentNullException.ThrowIfNull(rung);
        var evaluator = new OnnxEvaluator(model, rung.Apply(options.Value).Network(maxBatch) with { Warn = LogWarning });
        return new OpenedEvaluator(evaluator, evaluator.Provider);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);
}
