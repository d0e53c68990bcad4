using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Distribution;

/// <summary>
/// MODEL_PROMOTED → verified alias → MODEL_DISTRIBUTION_COMPLETE. Where the promotion was rolled back in the meantime, the champion there
/// is now is distributed: the iteration ends all the same.
/// </summary>
public sealed class DistributeModel(AggregateTransaction transaction, ChampionDistribution distribution) : StageHandler<ModelPromoted>
{
    /// <inheritdoc/>
    public override string Name => "DistributeModel";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(
        EventEnvelope envelope, ModelPromoted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        var key = AggregateKey.Iteration(payload.Config, payload.Iteration);
        if (await transaction.AnswerHandledAsync(key, envelope, cancellationToken) is { } answered)
        {
            return answered;
        }

        return await distribution.DistributeAsync(payload.Config, cancellationToken) switch
        {
            DistributionOutcome.Distributed done => await transaction.ExecuteAsync<IterationState>(
                key, envelope, state => DistributionPolicy.Decide(state, envelope, payload, done), cancellationToken),
            DistributionOutcome.Unreadable(var reason) => new HandlerResult.DeadLetter($"the new champion cannot be read: {reason}"),
            _ => new HandlerResult.DeadLetter($"{payload.Model.ShortId} was promoted, but {payload.Config} has no champion"),
        };
    }
}
