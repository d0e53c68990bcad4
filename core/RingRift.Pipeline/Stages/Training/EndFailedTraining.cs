using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.Training;

/// <summary>TRAINING_FAILED → the next iteration.</summary>
public sealed class EndFailedTraining(AggregateTransaction transaction, SelfPlayFeed feed) : StageHandler<TrainingFailed>
{
    /// <inheritdoc/>
    public override string Name => "EndFailedTraining";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, TrainingFailed payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var result = await transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(payload.Config, payload.Iteration),
            envelope,
            state => TrainingFailurePolicy.Decide(state, envelope, payload),
            cancellationToken);
        return await feed.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
