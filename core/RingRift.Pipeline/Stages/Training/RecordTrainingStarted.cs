using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Training;

/// <summary>TRAINING_STARTED → the iteration knows its worker.</summary>
public sealed class RecordTrainingStarted(AggregateTransaction transaction) : StageHandler<TrainingStarted>
{
    /// <inheritdoc/>
    public override string Name => "RecordTrainingStarted";

    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(EventEnvelope envelope, TrainingStarted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(payload.Config, payload.Iteration),
            envelope,
            state => TrainingProgressPolicy.Decide(state, envelope, payload),
            cancellationToken);
    }
}
