using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;

namespace RingRift.Pipeline.Stages.Succession;

/// <summary>MODEL_DISTRIBUTION_COMPLETE → SELFPLAY_REQUESTED of the next iteration, with the new champion.</summary>
public sealed class ContinueAfterDistribution(IterationSuccession succession) : StageHandler<ModelDistributionComplete>
{
    /// <inheritdoc/>
    public override string Name => "ContinueAfterDistribution";

    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(EventEnvelope envelope, ModelDistributionComplete payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return succession.BeginNextAsync(envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
