using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>TRAINING_COMPLETED → MATCH_REQUESTED for every chunk, and OPPONENT_SELECTED for the past champion among the opponents.</summary>
public sealed class PlanEvaluation(
    AggregateTransaction transaction, EvaluationPlanPolicy policy, IterationStore iterations, IChampionStore champions, PastOpponents opponents,
    PipelineHolds holds, EvaluationOptions options)
    : StageHandler<TrainingCompleted>
{
    /// <inheritdoc/>
    public override string Name => "PlanEvaluation";

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

        var champion = (await champions.GetAsync(payload.Config, cancellationToken))?.Champion;
        var planned = await iterations.FindAsync(payload.Config, payload.Iteration, cancellationToken);
        var past = planned is { Stage: IterationStage.Training } && options.PairsAgainstPast > 0
            ? await opponents.SelectAsync(planned, payload.Model, champion?.Model, cancellationToken)
            : null;
        return await transaction.ExecuteAsync<IterationState>(
            key, envelope, state => policy.Decide(state, envelope, payload, champion, past), cancellationToken);
    }
}
