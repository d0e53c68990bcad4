using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Holds;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.Training;

/// <summary>NPZ_EXPORT_COMPLETE → quality gate → TRAINING_REQUESTED, or the next iteration.</summary>
public sealed class PlanTraining(AggregateTransaction transaction, TrainingPlanPolicy policy, IterationSuccession succession, PipelineHolds holds)
    : StageHandler<NpzExportComplete>
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
                : await transaction.ExecuteAsync<IterationState>(key, envelope, state => policy.Decide(state, envelope), cancellationToken));
        return await succession.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
