using System.ComponentModel.DataAnnotations;

namespace RingRift.Eventing.DeadLetters;

/// <summary>When dead letters are told to people; section <c>DeadLetters</c>.</summary>
public sealed class DeadLetterWatchOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "DeadLetters";

    /// <summary>How long a letter may stay open before DLQ_STALE_EVENTS says so. Default 15 min: an iteration may wait for its event.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(15);
}
