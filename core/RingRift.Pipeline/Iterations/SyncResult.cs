using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Iterations;

/// <summary>What verifying and merging the shards gave.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Games">Games kept.</param>
/// <param name="Duplicates">Games seen before.</param>
/// <param name="Rejected">Games that do not replay, and all games of unreadable shards.</param>
public sealed record SyncResult(ArtifactRef Manifest, int Games, int Duplicates, int Rejected) : StoredRecord;
