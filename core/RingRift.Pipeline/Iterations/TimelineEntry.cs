using RingRift.Eventing.Events;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>An event that changed an iteration.</summary>
/// <param name="Time">When the fact became true (UTC).</param>
/// <param name="Type">What happened.</param>
/// <param name="Note">What is worth telling, for people.</param>
public sealed record TimelineEntry(DateTimeOffset Time, DataEventType Type, string Note) : StoredRecord;
