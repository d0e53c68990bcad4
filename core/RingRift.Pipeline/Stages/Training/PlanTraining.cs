using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Learner;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.Training;

/// <summary>NPZ_EXPORT_COMPLETE → quality gate → the rows join the window; TRAINING_REQUESTED where that makes a training due.</summary>
public sealed class PlanTraining(
    AggregateTransaction transaction, IterationStore iterations, TrainingPlanPolicy policy, LearnerStore learners, LearnerPolicy learning, SelfPlaySizing sizing,
    SelfPlayFeed feed, PipelineHolds holds) : StageHandler<NpzExportComplete>
{
    /// <inheritdoc/>
    public override string Name => "PlanTraining";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, NpzExportComplete payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var key = AggregateKey.Iteration(payload.Config, payload.Iteration);
        var result = await transaction.AnswerHandledAsync(key, envelope, cancellationToken)
            ?? (await holds.WhyNoJobsAsync(payload.Config, cancellationToken) is { } hold
                ? new HandlerResult.Held($"training waits: {hold}")
                : await PlanAsync(key, envelope, payload, cancellationToken));
        return await feed.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }

    private async Task<HandlerResult> PlanAsync(AggregateKey key, EventEnvelope envelope, NpzExportComplete payload, CancellationToken cancellationToken)
    {
        var state = await iterations.FindAsync(payload.Config, payload.Iteration, cancellationToken);
        if (!StageCheck.IsAt(state, IterationStage.Gate, NpzExportComplete.Type, out var answer))
        {
            return answer;
        }

        if (policy.WhyRefused(state!) is { } reason)
        {
            return await transaction.ExecuteAsync<IterationState>(
                key, envelope, current => TrainingPlanPolicy.DecideRefused(current, envelope, reason), cancellationToken);
        }

        // Rows join the window once, however often this runs: the learner knows the iterations that wait to.
        var (files, wait) = (state!.Export!.Files().ToList(), (string?)null);
        var due = (await sizing.OfAsync(payload.Config, cancellationToken)).RowsPerTraining;
        var learner = await learners.ChangeAsync(
            payload.Config,
            (before, _) => (wait = learning.WhyNotAdmitted(before, payload.Iteration, files)) is null ? learning.Admitted(before, payload.Iteration, files, due) : before,
            cancellationToken);
        return wait is not null
            ? StageCheck.Early(NpzExportComplete.Type, wait)
            : await transaction.ExecuteAsync<IterationState>(
                key,
                envelope,
                current => TrainingPlanPolicy.Decide(current, envelope, learner.Training?.Iteration == payload.Iteration ? learner.Training : null),
                cancellationToken);
    }
}
