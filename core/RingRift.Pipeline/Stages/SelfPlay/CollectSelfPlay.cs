using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.SelfPlay;

/// <summary>SELFPLAY_COMPLETE of all shards → DATA_SYNC_TRIGGERED.</summary>
public sealed class CollectSelfPlay(AggregateTransaction transaction) : StageHandler<SelfplayComplete>
{
    /// <inheritdoc/>
    public override string Name => "CollectSelfplay";

    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(
        EventEnvelope envelope, SelfplayComplete payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(payload.Config, payload.Iteration),
            envelope,
            state => SelfPlayCollectionPolicy.Decide(state, envelope, payload),
            cancellationToken);
    }
}
