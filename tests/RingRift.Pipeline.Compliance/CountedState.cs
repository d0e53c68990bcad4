using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Compliance;

/// <summary>A small aggregate state to store.</summary>
public sealed record CountedState(string Name, int Count, IReadOnlyList<string> Entries) : StoredRecord;
