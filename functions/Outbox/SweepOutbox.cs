using Microsoft.Azure.Functions.Worker;
using RingRift.Pipeline.Handling;

namespace RingRift.Functions.Outbox;

/// <summary>Publishes what a crash between commit and dispatch left in the outbox.</summary>
public sealed class SweepOutbox(OutboxSweeper sweeper)
{
    private const string EveryTenSeconds = "*/10 * * * * *";

    /// <summary>Sweeps once.</summary>
    [Function(nameof(SweepOutbox))]
    public Task RunAsync([TimerTrigger(EveryTenSeconds)] TimerInfo timer, CancellationToken cancellationToken) =>
        sweeper.SweepAsync(cancellationToken);
}
