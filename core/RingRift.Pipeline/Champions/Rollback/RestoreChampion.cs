using RingRift.Eventing.Envelope;
using RingRift.Eventing.Events;
using RingRift.Eventing.Handling;
using RingRift.Pipeline.Stages.Distribution;

namespace RingRift.Pipeline.Champions.Rollback;

/// <summary>
/// PROMOTION_ROLLED_BACK → the champion lies where workers read it. It needs no inbox: it brings the alias in line with the pointer,
/// however often and however late.
/// </summary>
public sealed class RestoreChampion(ChampionDistribution distribution) : StageHandler<PromotionRolledBack>
{
    /// <inheritdoc/>
    public override string Name => "RestoreChampion";

    /// <inheritdoc/>
    protected override async Task<HandlerResult> HandleAsync(
        EventEnvelope envelope, PromotionRolledBack payload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return await distribution.DistributeAsync(payload.Config, cancellationToken) switch
        {
            DistributionOutcome.Distributed => new HandlerResult.Done(),
            DistributionOutcome.Unreadable(var reason) => new HandlerResult.DeadLetter($"the restored champion cannot be read: {reason}"),
            _ => new HandlerResult.DeadLetter($"{payload.Config} has no champion to distribute"),
        };
    }
}
