using RingRift.Pipeline.Records;

namespace RingRift.Pipeline.BackPressure;

/// <summary>The pressure of all queues, as last measured.</summary>
/// <param name="Measured">When (UTC).</param>
/// <param name="Queues">The queues, in the order of <see cref="BackPressureOptions.Queues"/>.</param>
public sealed record BackPressureState(DateTimeOffset Measured, IReadOnlyList<QueuePressure> Queues) : StoredRecord;
