using System.Globalization;
using RingRift.GpuWorker.Status;

namespace RingRift.GpuWorker.Health;

/// <summary>
/// Judges a worker's condition. Only a hanging worker is not live: storage that cannot be reached, or a device that does not work, would be
/// the same for the process started in its place.
/// </summary>
public static class HealthPolicy
{
    /// <summary>Judges.</summary>
    /// <param name="condition">What the worker knows.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="options">The limits.</param>
    public static HealthReport Judge(WorkerCondition condition, DateTimeOffset now, HealthOptions options)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(options);
        var reasons = Reasons(condition, now, options).ToList();
        return new HealthReport(
            reasons.TrueForAll(reason => reason.Code != HealthReasonCode.NoHeartbeat), reasons.Count == 0, condition.AtWork, reasons);
    }

    private static IEnumerable<HealthReason> Reasons(WorkerCondition condition, DateTimeOffset now, HealthOptions options)
    {
        var silent = now - condition.LastBeat;
        if (silent > options.Silence)
        {
            yield return new(
                HealthReasonCode.NoHeartbeat,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"no sign of life for {silent.TotalSeconds:F0} s; {options.HeartbeatSeconds:F0} s are allowed"));
        }

        switch (condition.SelfTest)
        {
            case SelfTestState.Pending:
                yield return new(HealthReasonCode.SelfTestPending, "the self-test has not ended");
                break;
            case SelfTestState.Failed:
                yield return new(HealthReasonCode.SelfTestFailed, string.Join("; ", condition.SelfTestFailures));
                break;
        }

        if (condition.DrainReason is { } draining)
        {
            yield return new(HealthReasonCode.Draining, draining);
        }

        if (condition.StorageFault is { } fault)
        {
            yield return new(HealthReasonCode.StorageUnreachable, fault);
        }
    }
}
