using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.SelfPlay;

/// <summary>SELFPLAY_COMPLETE of all shards → DATA_SYNC_TRIGGERED, and SELFPLAY_REQUESTED of the next iteration.</summary>
public sealed class CollectSelfPlay(AggregateTransaction transaction, SelfPlayFeed feed) : StageHandler<SelfplayComplete>
{
    /// <inheritdoc/>
    public override string Name => "CollectSelfplay";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, SelfplayComplete payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var result = await transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(payload.Config, payload.Iteration),
            envelope,
            state => SelfPlayCollectionPolicy.Decide(state, envelope, payload),
            cancellationToken);
        return await feed.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
