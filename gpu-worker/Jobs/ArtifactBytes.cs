using RingRift.Eventing.Artifacts;

namespace RingRift.GpuWorker.Jobs;

/// <summary>Whole artifacts as bytes.</summary>
internal static class ArtifactBytes
{
    public static async Task<byte[]> ReadAsync(this IArtifactStore artifacts, ArtifactRef artifact, CancellationToken cancellationToken)
    {
        await using var stream = await artifacts.OpenAsync(artifact, cancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    public static async Task<ArtifactRef> WriteAsync(
        this IArtifactStore artifacts, ArtifactKind kind, Action<Stream> write, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        write(bytes);
        bytes.Position = 0;
        return await artifacts.PutAsync(kind, bytes, cancellationToken);
    }
}
