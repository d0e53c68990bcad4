using System.ComponentModel.DataAnnotations;

namespace RingRift.Eventing.Recovery;

/// <summary>When the sweeper publishes the events that a crash left in an outbox; section <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Outbox";

    /// <summary>Age from which an unpublished event counts as left behind. Default 15 s: a healthy dispatch takes well below one.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepAfter { get; set; } = TimeSpan.FromSeconds(15);
}
