using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>MODEL_PROMOTED → the new champion and the one it replaced are in the pool.</summary>
public sealed class EnrolChampion(AggregateTransaction transaction, OpponentPoolPolicy policy) : StageHandler<ModelPromoted>
{
    /// <inheritdoc/>
    public override string Name => "EnrolChampion";

    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(EventEnvelope envelope, ModelPromoted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return transaction.ExecuteAsync<OpponentPoolState>(
            AggregateKey.Opponents(payload.Config),
            envelope,
            state => new Decision<OpponentPoolState>.Accept(Enrol(state ?? new OpponentPoolState { Config = payload.Config }, payload)),
            cancellationToken);
    }

    private OpponentPoolState Enrol(OpponentPoolState pool, ModelPromoted promoted)
    {
        var replaced = promoted.Previous is { } previous ? policy.Enrol(pool, previous, iteration: 0) : pool;
        return policy.Enrol(replaced, promoted.Model, promoted.Iteration);
    }
}
