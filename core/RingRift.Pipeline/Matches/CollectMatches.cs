using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Matches;

/// <summary>MATCH_COMPLETED of all chunks → EVALUATION_COMPLETED.</summary>
public sealed class CollectMatches(AggregateTransaction transaction) : StageHandler<MatchCompleted>
{
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
