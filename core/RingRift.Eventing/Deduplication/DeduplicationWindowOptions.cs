using System.ComponentModel.DataAnnotations;

namespace RingRift.Eventing.Deduplication;

/// <summary>Bounds of the in-process window; section <c>Deduplication:Window</c>.</summary>
public sealed class DeduplicationWindowOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Deduplication:Window";

    /// <summary>Keys remembered. Default 65,536, about 6 MB: several days of a pipeline whose iterations have some hundred events.</summary>
    [Range(1, 4_000_000)]
    public int Capacity { get; set; } = 65_536;

    /// <summary>How long a key is remembered. Default 1 h: the outbox is swept every few seconds, so a repeat comes within minutes or after a restart.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(1);
}
