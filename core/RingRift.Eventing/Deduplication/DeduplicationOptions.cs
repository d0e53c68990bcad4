using System.ComponentModel.DataAnnotations;

namespace RingRift.Eventing.Deduplication;

/// <summary>The durable window; section <c>Deduplication</c>.</summary>
public sealed class DeduplicationOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Deduplication";

    /// <summary>How long a request from outside has for a content before another may take it over. Default 5 min, well over what publishing may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a published content is known. Default 30 d: longer than Event Grid's day, a queue's week and the longest replay together.</summary>
    [Range(typeof(TimeSpan), "8.00:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);
}
