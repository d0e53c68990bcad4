using Azure.Messaging;
using Microsoft.Azure.Functions.Worker;
using RingRift.Functions.Delivery;

namespace RingRift.Functions;

/// <summary>Self-play: counts the shards that workers have played.</summary>
public sealed class SelfPlay(EventDelivery delivery)
{
    /// <summary>SELFPLAY_COMPLETE: counts an iteration's shards; when all are stored, asks for the sync.</summary>
    [Function("CollectSelfplay")]
    public Task CollectSelfPlay([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync("CollectSelfplay", cloudEvent, cancellationToken);

    /// <summary>
    /// SELFPLAY_FAILED: counts a shard as given up; when no other is missing, asks for the sync of those that are stored.
    /// </summary>
    [Function("CollectFailedSelfplay")]
    public Task CollectFailedSelfPlay([EventGridTrigger] CloudEvent cloudEvent, CancellationToken cancellationToken) =>
        delivery.DeliverAsync("CollectFailedSelfplay", cloudEvent, cancellationToken);
}
