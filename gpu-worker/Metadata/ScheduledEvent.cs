namespace RingRift.GpuWorker.Metadata;

/// <summary>Something the platform is going to do to machines (scheduled events, version 2020-07-01).</summary>
public sealed record ScheduledEvent
{
    /// <summary>Its id.</summary>
    public required string EventId { get; init; }

    /// <summary>
    /// What happens: <c>Preempt</c>, <c>Terminate</c>, <c>Reboot</c>, <c>Redeploy</c>, <c>Freeze</c>, or what is new since.
    /// </summary>
    public required string EventType { get; init; }

    /// <summary><c>Scheduled</c> or <c>Started</c>.</summary>
    public string EventStatus { get; init; } = string.Empty;

    /// <summary>
    /// Names of the machines it happens to. The list of a machine also holds the events of its neighbours in the scale set.
    /// </summary>
    public IReadOnlyList<string> Resources { get; init => field = value ?? []; } = [];

    /// <summary>When it may start at the earliest, as RFC 1123 text; empty once it has started.</summary>
    public string NotBefore { get; init; } = string.Empty;

    /// <summary>Why, where the platform says it.</summary>
    public string Description { get; init; } = string.Empty;
}
