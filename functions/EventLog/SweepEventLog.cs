using Microsoft.Azure.Functions.Worker;
using RingRift.Pipeline.EventLog;

namespace RingRift.Functions.EventLog;

/// <summary>Forgets the hours of the event log that are older than its retention.</summary>
public sealed class SweepEventLog(EventLogRetention retention)
{
    private const string EveryHour = "0 7 * * * *";

    /// <summary>Sweeps once.</summary>
    [Function(nameof(SweepEventLog))]
    public Task RunAsync([TimerTrigger(EveryHour)] TimerInfo timer, CancellationToken cancellationToken) =>
        retention.SweepAsync(cancellationToken);
}
