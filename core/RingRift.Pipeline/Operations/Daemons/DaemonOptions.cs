using System.ComponentModel.DataAnnotations;

namespace RingRift.Pipeline.Operations.Daemons;

/// <summary>How daemons are restarted and judged; section <c>Daemons</c>. Defaults follow RingRift's ADR-002.</summary>
public sealed class DaemonOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Daemons";

    /// <summary>Longest run; a longer one is cancelled and counts as failed. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RunLimit { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// When a resumable run is stopped, to go on with the next. Default 20 s: a tick waits for its slowest daemon; shorter than
    /// <see cref="RunLimit"/>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00")]
    public TimeSpan ResumableRun { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Lease of a run: after it a process that does not answer counts as dead. Default 3 min; longer than <see cref="RunLimit"/>.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:02", "06:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Wait after the first failure; it doubles with each further one. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan FirstBackOff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait before the failure is permanent. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan MaxBackOff { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Part by which a wait varies in both directions, so that daemons that failed together do not come back together. Default 0.1.
    /// </summary>
    [Range(0.0, 0.5)]
    public double Jitter { get; set; } = 0.1;

    /// <summary>Failures in a row from which a daemon counts as degraded. Default 5.</summary>
    [Range(1, 1000)]
    public int DegradedAfter { get; set; } = 5;

    /// <summary>Failures in a row from which it counts as failed and is only probed. Default 10.</summary>
    [Range(2, 10_000)]
    public int FailedAfter { get; set; } = 10;

    /// <summary>Time between probes of a failed critical daemon: nothing is off for good (K20, K36). Default 30 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan CriticalProbe { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Time between probes of another failed daemon. Default 4 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Probe { get; set; } = TimeSpan.FromHours(4);

    /// <summary>
    /// Time after a process's start within which failures are not held against a daemon. Default 5 min: with one minute the original
    /// restarted in cascades.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for a dependency; then the daemon runs without it. Default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DependencyWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Failures within <see cref="CrashLoopWindow"/> that make a crash loop. Default 3.</summary>
    [Range(2, 100)]
    public int CrashLoopFailures { get; set; } = 3;

    /// <summary>Window in which they count. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CrashLoopWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lease <= RunLimit)
        {
            yield return new ValidationResult(
                $"Lease: {Lease} must be longer than RunLimit {RunLimit}, or a run could overlap with its successor.", [nameof(Lease)]);
        }

        if (ResumableRun >= RunLimit)
        {
            yield return new ValidationResult(
                $"ResumableRun: {ResumableRun} must be shorter than RunLimit {RunLimit}, or it would end as a failure.",
                [nameof(ResumableRun)]);
        }

        if (FailedAfter <= DegradedAfter)
        {
            yield return new ValidationResult(
                $"FailedAfter: {FailedAfter} must be more than DegradedAfter {DegradedAfter}.", [nameof(FailedAfter)]);
        }

        if (MaxBackOff < FirstBackOff)
        {
            yield return new ValidationResult(
                $"MaxBackOff: {MaxBackOff} must not be shorter than FirstBackOff {FirstBackOff}.", [nameof(MaxBackOff)]);
        }
    }
}
