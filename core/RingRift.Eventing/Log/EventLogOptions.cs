using System.ComponentModel.DataAnnotations;

namespace RingRift.Eventing.Log;

/// <summary>How the event log is written and how long it is kept; section <c>EventLog</c>.</summary>
public sealed class EventLogOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "EventLog";

    /// <summary>
    /// How long events stay in the log; whole hours are forgotten. Default 30 days: longer than an event can be redelivered or redriven.
    /// </summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Deliveries that may wait to be written; what comes on top is lost and counted. Default 10,000, some megabytes.</summary>
    [Range(1, 1_000_000)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>Deliveries written in one go. Default 100, what a table transaction holds.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>Times a batch is tried before it is lost. Default 4.</summary>
    [Range(1, 20)]
    public int WriteAttempts { get; set; } = 4;

    /// <summary>Wait before the second attempt, doubled before each further one. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);
}
