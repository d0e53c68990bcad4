using RingRift.Pipeline.Events;
using RingRift.Pipeline.Handling;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Distribution;

/// <summary>MODEL_DISTRIBUTION_COMPLETE → SELFPLAY_REQUESTED of the next iteration, with the new champion.</summary>
public sealed class ContinueAfterDistribution(IterationSuccession succession) : StageHandler<ModelDistributionComplete>
{
    /// <inheritdoc/>
    protected override Task<HandlerResult> HandleAsync(EventEnvelope envelope, ModelDistributionComplete payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return succession.BeginNextAsync(envelope, payload.Config, payload.Iteration, cancellationToken);
    }
}
