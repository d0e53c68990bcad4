using System.ComponentModel.DataAnnotations;

namespace RingRift.Eventing.Transactions;

/// <summary>How the outbox is looked after; section <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Outbox";

    /// <summary>Age from which an unpublished event counts as left behind. Default 15 s: a healthy dispatch takes well below one.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepAfter { get; set; } = TimeSpan.FromSeconds(15);
}
