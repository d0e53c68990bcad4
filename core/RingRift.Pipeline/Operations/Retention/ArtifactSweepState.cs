using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Operations.Retention;

/// <summary>Where the sweep over stored artifacts goes on.</summary>
/// <param name="Next">Next part: kinds in their order, each in sixteen parts by the first digit of the hash; 0 between two sweeps.</param>
public sealed record ArtifactSweepState(int Next) : StoredRecord;
