using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Champions.Pool;

/// <summary>A network that is or was champion.</summary>
/// <param name="Model">The network.</param>
/// <param name="Iteration">Iteration that made it; 0 while not known.</param>
public sealed record PoolMember(ArtifactRef Model, int Iteration) : StoredRecord;
