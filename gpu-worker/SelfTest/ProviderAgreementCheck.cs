using Microsoft.Extensions.Options;
using RingRift.Learning.Evaluation;

namespace RingRift.GpuWorker.SelfTest;

/// <summary>
/// Whether the provider of jobs says in whole batches what the processor says position by position. On a processor that still shows that positions of a
/// batch do not influence one another.
/// </summary>
public sealed class ProviderAgreementCheck(IEvaluatorSource evaluators, IOptions<SelfTestOptions> options) : ISelfTestCheck
{
    /// <inheritdoc/>
    public string Name => "agreement of the providers";

    /// <inheritdoc/>
    public string? Run(SelfTestNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var chosen = evaluators.Open(network.Model, evaluators.Wanted, network.Positions);
        using var processor = evaluators.Open(network.Model, EvaluatorProvider.Cpu, 1);
        var difference = network.Evaluate(chosen.Evaluator, network.Positions).DifferenceTo(network.Evaluate(processor.Evaluator, 1));
        var allowed = chosen.Provider == EvaluatorProvider.Cpu ? options.Value.Tolerance : options.Value.GpuTolerance;
        return difference <= allowed ? null : $"{chosen.Provider} and the processor differ by {difference:g3}; at most {allowed:g} is allowed";
    }
}
