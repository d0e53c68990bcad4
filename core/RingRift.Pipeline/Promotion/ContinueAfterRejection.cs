using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Promotion;

/// <summary>PROMOTION_REJECTED → SELFPLAY_REQUESTED of the next iteration, with the champion that stays.</summary>
public sealed class ContinueAfterRejection(IterationSuccession succession) : StageHandler<PromotionRejected>
{
    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(EventEnvelope envelope, PromotionRejected payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return succession.BeginNextAsync(envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
