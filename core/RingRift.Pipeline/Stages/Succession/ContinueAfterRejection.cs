using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>PROMOTION_REJECTED → the next candidate may be measured.</summary>
public sealed class ContinueAfterRejection(SelfPlayFeed feed) : StageHandler<PromotionRejected>
{
    /// <inheritdoc/>
    public override string Name => "ContinueAfterRejection";

    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(EventEnvelope envelope, PromotionRejected payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return feed.EndAsync(envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
