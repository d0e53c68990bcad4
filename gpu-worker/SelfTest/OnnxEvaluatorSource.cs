using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RingRift.GpuWorker.Jobs;
using RingRift.Learning.Evaluation;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>Opens networks with ONNX Runtime and the settings of self-play.</summary>
public sealed partial class OnnxEvaluatorSource(IOptions<SelfPlayJobOptions> options, ILogger<OnnxEvaluatorSource> logger) : IEvaluatorSource
{
    /// <inheritdoc/>
    public EvaluatorProvider Wanted => options.Value.Provider;

    /// <inheritdoc/>
    public OpenedEvaluator Open(byte[] model, EvaluatorProvider provider, int maxBatch)
    {
        var wanted = options.Value.Network(maxBatch);
        var settings = provider == Wanted ? wanted : wanted with { Provider = provider, Fp16 = false, EngineCache = null };
        var evaluator = new OnnxEvaluator(model, settings with { Warn = LogWarning });
        return new OpenedEvaluator(evaluator, evaluator.Provider);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Warning}")]
    private partial void LogWarning(string warning);
}
