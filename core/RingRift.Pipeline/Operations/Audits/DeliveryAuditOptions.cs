using System.ComponentModel.DataAnnotations;

namespace RingRift.Pipeline.Operations.Audits;

/// <summary>When a delivery counts as lost; section <c>DeliveryAudit</c> (ADR 0018).</summary>
public sealed class DeliveryAuditOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "DeliveryAudit";

    /// <summary>
    /// Age from which an event is looked at, and time a delivery that failed is left to its transport. Default 15 min: longer than the ten minutes in which a
    /// queue tries a message.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan After { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Times an event is sent to its consumer again before it becomes a dead letter. The wait between two begins with <see cref="After"/> and doubles. Default 3.
    /// </summary>
    [Range(1, 20)]
    public int MaxRedeliveries { get; set; } = 3;

    /// <summary>Events looked at in one run. Default 2,000, some seconds of reading.</summary>
    [Range(1, 100_000)]
    public int MaxEvents { get; set; } = 2000;

    /// <summary>Deliveries that may be open at a time; when there are more, the audit waits for some to end. Default 2,000, what one state holds.</summary>
    [Range(1, 2000)]
    public int MaxOpen { get; set; } = 2000;
}
