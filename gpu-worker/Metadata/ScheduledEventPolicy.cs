namespace RingRift.GpuWorker.Metadata;

/// <summary>Which scheduled events end a worker.</summary>
public static class ScheduledEventPolicy
{
    /// <summary>
    /// Types that take the machine's memory away. <c>Freeze</c> is none of them: it stops the machine for some seconds, and a lease that
    /// ran out meanwhile is noticed at its next renewal.
    /// </summary>
    private static readonly string[] Ending = ["Preempt", "Terminate", "Reboot", "Redeploy"];

    /// <summary>The events of a list that end a machine.</summary>
    /// <param name="list">The list.</param>
    /// <param name="instance">Name of the machine.</param>
    public static IReadOnlyList<ScheduledEvent> ThatEnd(ScheduledEvents list, string instance)
    {
        ArgumentNullException.ThrowIfNull(list);
        return [.. list.Events.Where(one => Ending.Contains(one.EventType, StringComparer.OrdinalIgnoreCase)
            && one.Resources.Contains(instance, StringComparer.OrdinalIgnoreCase))];
    }
}
