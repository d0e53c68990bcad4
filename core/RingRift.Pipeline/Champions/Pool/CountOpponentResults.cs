using RingRift.Eventing.Aggregates;
using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Eventing.Transactions;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>EVALUATION_COMPLETED → what the candidate scored counts for the win rates of the pool.</summary>
public sealed class CountOpponentResults(AggregateTransaction transaction, OpponentPoolPolicy policy) : StageHandler<EvaluationCompleted>
{
    /// <inheritdoc/>
    public override string Name => "CountOpponentResults";

    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(
        EventEnvelope envelope, EvaluationCompleted payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return transaction.ExecuteAsync<OpponentPoolState>(
            AggregateKey.Opponents(payload.Config),
            envelope,
            state => new Decision<OpponentPoolState>.Accept(
                policy.Count(
                    state ?? new OpponentPoolState { Config = payload.Config }, payload.Iteration, payload.Candidate, payload.Scores)),
            cancellationToken);
    }
}
