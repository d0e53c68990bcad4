using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Promotion;

/// <summary>EVALUATION_COMPLETED → gate → MODEL_PROMOTED or PROMOTION_REJECTED.</summary>
public sealed class DecidePromotion(AggregateTransaction transaction, IterationStore iterations, PromotionGate gate, ChampionSwap swap)
    : StageHandler<EvaluationCompleted>
{
    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, EvaluationCompleted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var key = AggregateKey.Iteration(payload.Config, payload.Iteration);
        if (await transaction.AnswerHandledAsync(key, envelope, cancellationToken) is { } answered)
        {
            return answered;
        }

        var state = await iterations.FindAsync(payload.Config, payload.Iteration, cancellationToken);
        if (StageCheck.NotAt(state, IterationStage.Promotion, EvaluationCompleted.Type) is { } answer)
        {
            return answer;
        }

        var verdict = gate.Judge(state!);
        if (verdict.Passed)
        {
            verdict = await swap.SwapAsync(state!, verdict, cancellationToken);
        }

        return await transaction.ExecuteAsync<IterationState>(
            key, envelope, current => PromotionPolicy.Decide(current, envelope, verdict), cancellationToken);
    }
}
