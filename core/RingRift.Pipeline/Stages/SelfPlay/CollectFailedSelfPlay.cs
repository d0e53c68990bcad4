using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.SelfPlay;

/// <summary>SELFPLAY_FAILED → DATA_SYNC_TRIGGERED with the shards that are there, or the next iteration when there is none.</summary>
public sealed class CollectFailedSelfPlay(AggregateTransaction transaction, SelfPlayFeed feed) : StageHandler<SelfplayFailed>
{
    /// <inheritdoc/>
    public override string Name => "CollectFailedSelfplay";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, SelfplayFailed payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var result = await transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(payload.Config, payload.Iteration),
            envelope,
            state => SelfPlayCollectionPolicy.DecideFailed(state, envelope, payload),
            cancellationToken);
        return await feed.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
