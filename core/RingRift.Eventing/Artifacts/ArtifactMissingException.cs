namespace RingRift.Eventing.Artifacts;

/// <summary>An event names an artifact that storage does not hold.</summary>
public sealed class ArtifactMissingException(ArtifactRef artifact)
    : Exception($"artifact {artifact.Kind}/{artifact.Sha256} is not in storage; an event may only name artifacts stored before it");
