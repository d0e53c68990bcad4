namespace RingRift.Eventing.Artifacts;

/// <summary>Stored bytes do not have the hash they are named by.</summary>
public sealed class ArtifactCorruptException(ArtifactRef artifact, string actual)
    : Exception($"artifact {artifact.Kind}/{artifact.Sha256}: stored bytes have {actual}; an artifact's SHA-256 and length must match its name");
