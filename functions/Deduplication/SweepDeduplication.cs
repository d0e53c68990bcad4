using Microsoft.Azure.Functions.Worker;
using RingRift.Pipeline.Deduplication;

namespace RingRift.Functions.Deduplication;

/// <summary>Removes from the durable window what no delivery can repeat any more.</summary>
public sealed class SweepDeduplication(DeduplicationSweeper sweeper)
{
    private const string EveryNight = "0 30 3 * * *";

    /// <summary>Sweeps once.</summary>
    [Function(nameof(SweepDeduplication))]
    public Task RunAsync([TimerTrigger(EveryNight)] TimerInfo timer, CancellationToken cancellationToken) =>
        sweeper.SweepAsync(cancellationToken);
}
