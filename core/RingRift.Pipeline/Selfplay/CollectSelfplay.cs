using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Selfplay;

/// <summary>SELFPLAY_COMPLETE of all shards → DATA_SYNC_TRIGGERED.</summary>
public sealed class CollectSelfplay(AggregateTransaction transaction) : StageHandler<SelfplayComplete>
{
    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(EventEnvelope envelope, SelfplayComplete payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(payload.Config, payload.Iteration),
            envelope,
            state => SelfplayCollectionPolicy.Decide(state, envelope, payload),
            cancellationToken);
    }
}
