using RingRift.Pipeline.Aggregates;
using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Selfplay;

/// <summary>SELFPLAY_FAILED → DATA_SYNC_TRIGGERED with the shards that are there, or the next iteration when there is none.</summary>
public sealed class CollectFailedSelfplay(AggregateTransaction transaction, IterationSuccession succession) : StageHandler<SelfplayFailed>
{
    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, SelfplayFailed payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var result = await transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(payload.Config, payload.Iteration),
            envelope,
            state => SelfplayCollectionPolicy.DecideFailed(state, envelope, payload),
            cancellationToken);
        return await succession.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
