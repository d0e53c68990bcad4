namespace RingRift.GpuWorker.Metadata;

/// <summary>The list of scheduled events.</summary>
public sealed record ScheduledEvents
{
    /// <summary>Grows with every change of the list.</summary>
    public required long DocumentIncarnation { get; init; }

    /// <summary>The events.</summary>
    public IReadOnlyList<ScheduledEvent> Events { get; init => field = value ?? []; } = [];
}
