using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>MODEL_DISTRIBUTION_COMPLETE → the next candidate may be measured.</summary>
public sealed class ContinueAfterDistribution(SelfPlayFeed feed) : StageHandler<ModelDistributionComplete>
{
    /// <inheritdoc/>
    public override string Name => "ContinueAfterDistribution";

    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(EventEnvelope envelope, ModelDistributionComplete payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return feed.EndAsync(envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
