using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>A file of training rows of one iteration.</summary>
/// <param name="Iteration">Iteration that made them.</param>
/// <param name="Artifact">The .npz file.</param>
/// <param name="Games">Games they come from.</param>
/// <param name="Rows">Rows in the file.</param>
public sealed record SampleFile(int Iteration, ArtifactRef Artifact, int Games, int Rows) : StoredRecord;
