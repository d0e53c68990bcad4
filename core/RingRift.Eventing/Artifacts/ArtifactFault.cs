namespace RingRift.Eventing.Artifacts;

/// <summary>Asks whether artifacts can be read before anything depends on them.</summary>
public static class ArtifactFault
{
    /// <summary>Why an artifact cannot be read; null when length and hash of every byte are right.</summary>
    public static async Task<string?> FindFaultAsync(this IArtifactStore artifacts, ArtifactRef artifact, CancellationToken cancellationToken)
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
