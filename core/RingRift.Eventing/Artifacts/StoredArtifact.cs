namespace RingRift.Eventing.Artifacts;

/// <summary>An artifact as storage holds it.</summary>
/// <param name="Artifact">The artifact.</param>
/// <param name="Stored">When it was stored last (UTC): storing the same bytes again counts.</param>
/// <param name="Token">Changes whenever it is stored again.</param>
public sealed record StoredArtifact(ArtifactRef Artifact, DateTimeOffset Stored, string Token);
