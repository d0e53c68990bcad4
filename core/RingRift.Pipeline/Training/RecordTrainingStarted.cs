using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Training;

/// <summary>TRAINING_STARTED → the iteration knows its worker.</summary>
public sealed class RecordTrainingStarted(AggregateTransaction transaction) : StageHandler<TrainingStarted>
{
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
