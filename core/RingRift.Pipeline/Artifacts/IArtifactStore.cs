namespace RingRift.Pipeline.Artifacts;

/// <summary>Immutable, content-addressed storage. Writing the same bytes twice stores them once.</summary>
public interface IArtifactStore
{
    /// <summary>Stores the bytes and returns their name. What is stored under it already is kept where it is right, and replaced where it is not.</summary>
    Task<ArtifactRef> PutAsync(ArtifactKind kind, Stream content, CancellationToken cancellationToken);

    /// <summary>Opens an artifact after its length and SHA-256 were verified.</summary>
    /// <exception cref="ArtifactMissingException">No such artifact.</exception>
    /// <exception cref="ArtifactCorruptException">The stored bytes do not have the named hash.</exception>
    Task<Stream> OpenAsync(ArtifactRef artifact, CancellationToken cancellationToken);

    /// <summary>Whether the artifact is stored.</summary>
    Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellationToken);

    /// <summary>Copies an artifact to a fixed name in the alias container, replacing what was there; returns the alias's name.</summary>
    Task<string> SetAliasAsync(string name, ArtifactRef artifact, CancellationToken cancellationToken);
}
