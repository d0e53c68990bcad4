using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>PROMOTION_REJECTED → SELFPLAY_REQUESTED of the next iteration, with the champion that stays.</summary>
public sealed class ContinueAfterRejection(IterationSuccession succession) : StageHandler<PromotionRejected>
{
    /// <inheritdoc/>
    public override string Name => "ContinueAfterRejection";

    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(EventEnvelope envelope, PromotionRejected payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return succession.BeginNextAsync(envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
