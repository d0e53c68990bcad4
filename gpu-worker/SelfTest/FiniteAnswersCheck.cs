namespace RingRift.GpuWorker.SelfTest;

/// <summary>Whether the provider of jobs answers with finite numbers, and with values that share one win among the seats.</summary>
public sealed class FiniteAnswersCheck(IEvaluatorSource evaluators) : ISelfTestCheck
{
    private const double SumTolerance = 0.01;

    /// <inheritdoc/>
    public string Name => "finite answers";

    /// <inheritdoc/>
    public string? Run(SelfTestNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var opened = evaluators.Open(network.Model, evaluators.Wanted, network.Positions);
        var answers = network.Evaluate(opened.Evaluator, network.Positions);
        if (!answers.AreFinite)
        {
            return $"{opened.Provider} answered with a value that is not finite";
        }

        var worst = answers.Values.Chunk(network.Spec.Players).Select(row => row.Sum(value => (double)value)).MaxBy(sum => Math.Abs(sum - 1));
        return Math.Abs(worst - 1) <= SumTolerance ? null : $"{opened.Provider} answered with seat values that sum to {worst:g4} instead of 1";
    }
}
