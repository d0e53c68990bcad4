using System.ComponentModel.DataAnnotations;
using RingRift.Pipeline.Jobs;

namespace RingRift.Pipeline.Holds;

/// <summary>When queues are too long; section <c>BackPressure</c>. Defaults follow RingRift's F9 (150/75) and F11 (500/200).</summary>
public sealed class BackPressureOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "BackPressure";

    /// <summary>
    /// Messages in any queue but that of matches from which no further iteration begins. Default 500; where the scaler starts workers, three for each of
    /// them when that is more, since two jobs for each is the work that it wants.
    /// </summary>
    [Range(1, 1_000_000)]
    public int ActivateAt { get; set; } = 500;

    /// <summary>Messages down to which that holds. Default 200.</summary>
    [Range(0, 1_000_000)]
    public int ReleaseAt { get; set; } = 200;

    /// <summary>As <see cref="ActivateAt"/>, for the queue of matches. Default 150.</summary>
    [Range(1, 1_000_000)]
    public int MatchActivateAt { get; set; } = 150;

    /// <summary>As <see cref="ReleaseAt"/>, for the queue of matches. Default 75.</summary>
    [Range(0, 1_000_000)]
    public int MatchReleaseAt { get; set; } = 75;

    /// <summary>How long pressure holds without a new measurement (K13). Default 2 min, RingRift's own release.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Queues that are measured.</summary>
    public static IReadOnlyList<string> Queues => JobQueues.All;

    /// <summary>The limits of a queue, in messages.</summary>
    public (int Activate, int Release) LimitsOf(string queue) =>
        queue == JobQueues.Match ? (MatchActivateAt, MatchReleaseAt) : (ActivateAt, ReleaseAt);

    /// <summary>These, or where they are too low for the jobs that workers need, larger ones in proportion.</summary>
    /// <param name="jobs">Jobs that may wait or be worked on without being too many.</param>
    public BackPressureOptions WithRoomFor(int jobs) => jobs <= ActivateAt ? this : new()
    {
        ActivateAt = jobs,
        ReleaseAt = (int)((long)ReleaseAt * jobs / ActivateAt),
        MatchActivateAt = MatchActivateAt,
        MatchReleaseAt = MatchReleaseAt,
        Lease = Lease,
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReleaseAt >= ActivateAt)
        {
            yield return new ValidationResult(
                $"ReleaseAt: {ReleaseAt} must be less than ActivateAt {ActivateAt}, or pressure would flicker.", [nameof(ReleaseAt)]);
        }

        if (MatchReleaseAt >= MatchActivateAt)
        {
            yield return new ValidationResult(
                $"MatchReleaseAt: {MatchReleaseAt} must be less than MatchActivateAt {MatchActivateAt}, or pressure would flicker.",
                [nameof(MatchReleaseAt)]);
        }
    }
}
