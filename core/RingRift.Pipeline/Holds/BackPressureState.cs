using RingRift.Eventing.Clocks;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Holds;

/// <summary>The pressure of all queues, as last measured.</summary>
/// <param name="Measured">When (UTC).</param>
/// <param name="Queues">The queues, in the order of <see cref="BackPressureOptions.Queues"/>.</param>
public sealed record BackPressureState(DateTimeOffset Measured, IReadOnlyList<QueuePressure> Queues) : StoredRecord
{
    /// <summary>The first queue that holds back new work at a time; null for none. A measurement of the future holds nothing back.</summary>
    public QueuePressure? Pressed(DateTimeOffset now) => Measured.IsAhead(now) ? null : Queues.FirstOrDefault(queue => queue.IsActive(now));
}
