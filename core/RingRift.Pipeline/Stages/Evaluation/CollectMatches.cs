using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>MATCH_COMPLETED of all chunks → EVALUATION_COMPLETED.</summary>
public sealed class CollectMatches(AggregateTransaction transaction) : StageHandler<MatchCompleted>
{
    /// <inheritdoc/>
    public override string Name => "CollectMatches";

    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(EventEnvelope envelope, MatchCompleted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(payload.Config, payload.Iteration),
            envelope,
            state => MatchCollectionPolicy.Decide(state, envelope, payload),
            cancellationToken);
    }
}
