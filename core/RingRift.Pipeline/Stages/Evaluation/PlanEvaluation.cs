using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Champions.Pool;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>
/// TRAINING_COMPLETED → MATCH_REQUESTED against the network that plays, and where no other candidate is being measured, against the champion, the baselines and
/// one past champion.
/// </summary>
public sealed class PlanEvaluation(
    AggregateTransaction transaction, EvaluationPlanPolicy policy, IterationStore iterations, IChampionStore champions, LearnerStore learners, LearnerPolicy learning,
    PastOpponents opponents, PipelineHolds holds, SelfPlayFeed feed, EvaluationOptions options)
    : StageHandler<TrainingCompleted>
{
    /// <inheritdoc/>
    public override string Name => "PlanEvaluation";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, TrainingCompleted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var key = AggregateKey.Iteration(payload.Config, payload.Iteration);
        var result = await transaction.AnswerHandledAsync(key, envelope, cancellationToken)
            ?? (await holds.WhyNoJobsAsync(payload.Config, cancellationToken) is { } hold
                ? new HandlerResult.Held($"evaluation waits: {hold}")
                : await PlanAsync(key, envelope, payload, cancellationToken));
        return await feed.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }

    private async Task<HandlerResult> PlanAsync(AggregateKey key, EventEnvelope envelope, TrainingCompleted payload, CancellationToken cancellationToken)
    {
        var state = await iterations.FindAsync(payload.Config, payload.Iteration, cancellationToken);
        if (EvaluationPlanPolicy.WhyNotPlanned(state, payload) is { } answer)
        {
            return answer;
        }

        string? wait = null;
        var learner = await learners.ChangeAsync(
            payload.Config,
            (before, _) => (wait = learning.WhyNotMeasured(before, payload.Iteration)) is null
                ? learning.Trained(before, payload.Iteration, payload.Model, payload.Checkpoint)
                : before,
            cancellationToken);
        if (wait is not null)
        {
            return StageCheck.Early(TrainingCompleted.Type, wait);
        }

        var plan = new EvaluationPlan
        {
            Champion = (await champions.GetAsync(payload.Config, cancellationToken))?.Champion,
            Generator = learning.CheckedBy(learner, payload.Iteration)?.Model,
            IsMeasured = learner.Evaluating == payload.Iteration,
        };
        if (plan.IsMeasured && options.PairsAgainstPast > 0)
        {
            plan = plan with { Past = await opponents.SelectAsync(state!, payload.Model, plan.Champion?.Model, cancellationToken) };
        }

        return await transaction.ExecuteAsync<IterationState>(key, envelope, current => policy.Decide(current, envelope, payload, plan), cancellationToken);
    }
}
