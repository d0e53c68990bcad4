using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Iterations;
using RingRift.Pipeline.Stages.Succession;

namespace RingRift.Pipeline.Stages.Evaluation;

/// <summary>MATCH_COMPLETED of all chunks → EVALUATION_COMPLETED; of those against the network that plays → MODEL_UPDATED.</summary>
public sealed class CollectMatches(AggregateTransaction transaction, MatchCollectionPolicy policy, IChampionStore champions, SelfPlayFeed feed)
    : StageHandler<MatchCompleted>
{
    /// <inheritdoc/>
    public override string Name => "CollectMatches";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(EventEnvelope envelope, MatchCompleted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var champion = (await champions.GetAsync(payload.Config, cancellationToken))?.Champion.Model;
        var result = await transaction.ExecuteAsync<IterationState>(
            AggregateKey.Iteration(payload.Config, payload.Iteration),
            envelope,
            state => policy.Decide(state, envelope, payload, champion),
            cancellationToken);
        return await feed.FollowAsync(result, envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
