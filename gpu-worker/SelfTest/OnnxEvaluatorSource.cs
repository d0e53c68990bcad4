using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Jobs;
using RingRift.Learning.Evaluation;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Opens networks with ONNX Runtime and the settings of self-play.</summary>
public sealed partial class OnnxEvaluatorSource(IOptions<SelfPlayJobOptions> options, ILogger<OnnxEvaluatorSource> logger) : IEvaluatorSource
{
    /// <inheritdoc/>
    public EvaluatorProvider Wanted => options.Value.UseCuda && OnnxProviders.HasCuda ? EvaluatorProvider.Cuda : EvaluatorProvider.Cpu;

    /// <inheritdoc/>
    public OpenedEvaluator Open(byte[] model, EvaluatorProvider provider, int maxBatch)
    {
        var evaluator = new OnnxEvaluator(model, new OnnxEvaluatorOptions { Provider = provider, MaxBatch = maxBatch, Warn = LogWarning });
        return new OpenedEvaluator(evaluator, evaluator.Provider);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);
}
