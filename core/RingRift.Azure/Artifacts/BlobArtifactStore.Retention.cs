using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using RingRift.Azure.Topology;
using RingRift.Eventing.Artifacts;

namespace RingRift.Azure.Artifacts;

public sealed partial class BlobArtifactStore
{
    private const int HashDigits = 64;

    // Any change of a blob's metadata makes it new: its time and its ETag.
    private static readonly Dictionary<string, string> StoredAgain = new(StringComparer.Ordinal) { ["storedagain"] = "true" };

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredArtifact> ListAsync(
        ArtifactKind kind, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var container = await containers.GetAsync(PipelineContainers.Of(kind), cancellationToken).ConfigureAwait(false);
        var blobs = container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken);
        await foreach (var blob in blobs.ConfigureAwait(false))
        {
            if (blob.Name.Length == HashDigits
                && blob.Name.All(char.IsAsciiHexDigitLower)
                && blob.Properties is { LastModified: { } stored, ETag: { } token })
            {
                yield return new StoredArtifact(
                    new ArtifactRef(kind, blob.Name, blob.Properties.ContentLength ?? 0), stored, token.ToString());
            }
        }
    }

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(StoredArtifact stored, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var blob = await BlobAsync(stored.Artifact, cancellationToken).ConfigureAwait(false);
        try
        {
            var asListed = new BlobRequestConditions { IfMatch = new ETag(stored.Token) };
            return await blob.DeleteIfExistsAsync(
                DeleteSnapshotsOption.IncludeSnapshots, asListed, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            return false;
        }
    }

    /// <summary>Makes a blob that is there as young as one stored now; false when it was deleted in the meantime.</summary>
    private static async Task<bool> TryTouchAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.SetMetadataAsync(StoredAgain, cancellationToken: cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return false;
        }
    }
}
