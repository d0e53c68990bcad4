namespace RingRift.Eventing.Artifacts;

/// <summary>Immutable, content-addressed storage. Writing the same bytes twice stores them once.</summary>
public interface IArtifactStore
{
    /// <summary>
    /// Stores the bytes and returns their name. What is stored under it already is kept where it is right, and replaced where it is not; either way it counts
    /// as stored now, so that retention cannot take it from whoever is about to name it.
    /// </summary>
    Task<ArtifactRef> PutAsync(ArtifactKind kind, Stream content, CancellationToken cancellationToken);

    /// <summary>Opens an artifact after its length and SHA-256 were verified.</summary>
    /// <exception cref="ArtifactMissingException">No such artifact.</exception>
    /// <exception cref="ArtifactCorruptException">The stored bytes do not have the named hash.</exception>
    Task<Stream> OpenAsync(ArtifactRef artifact, CancellationToken cancellationToken);

    /// <summary>Whether the artifact is stored.</summary>
    Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellationToken);

    /// <summary>Copies an artifact to a fixed name in the alias container, replacing what was there; returns the alias's name.</summary>
    Task<string> SetAliasAsync(string name, ArtifactRef artifact, CancellationToken cancellationToken);

    /// <summary>Artifacts of a kind whose hash begins with <paramref name="prefix"/>, by hash. What has no hash as its name is passed over.</summary>
    IAsyncEnumerable<StoredArtifact> ListAsync(ArtifactKind kind, string prefix, CancellationToken cancellationToken);

    /// <summary>Deletes an artifact as it was listed.</summary>
    /// <returns>False when it was stored again since, or is gone.</returns>
    Task<bool> DeleteAsync(StoredArtifact stored, CancellationToken cancellationToken);
}
