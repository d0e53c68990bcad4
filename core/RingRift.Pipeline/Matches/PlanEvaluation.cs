using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Matches;

/// <summary>TRAINING_COMPLETED → MATCH_REQUESTED for every chunk.</summary>
public sealed class PlanEvaluation(AggregateTransaction transaction, EvaluationPlanPolicy policy, IChampionStore champions, PipelineHolds holds)
    : StageHandler<TrainingCompleted>
{
    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, TrainingCompleted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var key = AggregateKey.Iteration(payload.Config, payload.Iteration);
        if (await transaction.AnswerHandledAsync(key, envelope, cancellationToken) is { } answered)
        {
            return answered;
        }

        if (await holds.WhyNoJobsAsync(payload.Config, cancellationToken) is { } hold)
        {
            return new HandlerResult.Held($"evaluation waits: {hold}");
        }

        var champion = await champions.GetAsync(payload.Config, cancellationToken);
        return await transaction.ExecuteAsync<IterationState>(
            key, envelope, state => policy.Decide(state, envelope, payload, champion?.Champion), cancellationToken);
    }
}
