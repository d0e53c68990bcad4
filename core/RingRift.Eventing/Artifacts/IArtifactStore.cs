namespace RingRift.Eventing.Artifacts;

/// <summary>Immutable, content-addressed storage. Writing the same bytes twice stores them once.</summary>
public interface IArtifactStore
{
    /// <summary>
    /// Stores the bytes and returns their name. What is stored under it already is kept where it is right, and replaced where it is not;
    /// either way it counts as stored now, so that retention cannot take it from whoever is about to name it.
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

    /// <summary>
    /// Artifacts of a kind whose hash begins with <paramref name="prefix"/>, by hash. What has no hash as its name is passed over.
    /// </summary>
    IAsyncEnumerable<StoredArtifact> ListAsync(ArtifactKind kind, string prefix, CancellationToken cancellationToken);

    /// <summary>Deletes an artifact as it was listed.</summary>
    /// <returns>False when it was stored again since, or is gone.</returns>
    Task<bool> DeleteAsync(StoredArtifact stored, CancellationToken cancellationToken);
}

/// <summary>Stored bytes do not have the hash they are named by.</summary>
public sealed class ArtifactCorruptException(ArtifactRef artifact, string actual)
    : Exception(
        $"artifact {artifact.Kind}/{artifact.Sha256}: stored bytes have {actual}; an artifact's SHA-256 and length must match its name");

/// <summary>An event names an artifact that storage does not hold.</summary>
public sealed class ArtifactMissingException(ArtifactRef artifact)
    : Exception($"artifact {artifact.Kind}/{artifact.Sha256} is not in storage; an event may only name artifacts stored before it");

/// <summary>An artifact as storage holds it.</summary>
/// <param name="Artifact">The artifact.</param>
/// <param name="Stored">When it was stored last (UTC): storing the same bytes again counts.</param>
/// <param name="Token">Changes whenever it is stored again.</param>
public sealed record StoredArtifact(ArtifactRef Artifact, DateTimeOffset Stored, string Token);

/// <summary>Asks whether artifacts can be read before anything depends on them.</summary>
public static class ArtifactFault
{
    /// <summary>Why an artifact cannot be read; null when length and hash of every byte are right.</summary>
    public static async Task<string?> FindFaultAsync(
        this IArtifactStore artifacts, ArtifactRef artifact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifacts);
        try
        {
            await using var verified = await artifacts.OpenAsync(artifact, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is ArtifactMissingException or ArtifactCorruptException)
        {
            return e.Message;
        }
    }
}
