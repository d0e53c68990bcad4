using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using RingRift.Azure.Storage;
using RingRift.Azure.Topology;
using RingRift.Eventing.Artifacts;

namespace RingRift.Azure.Artifacts;

/// <summary>
/// Artifacts as block blobs: one container for each kind, the blob named by its SHA-256. Bytes pass through a temporary file, never whole
/// through memory.
/// </summary>
public sealed partial class BlobArtifactStore(BlobContainers containers) : IArtifactStore
{
    /// <summary>Container of the aliases.</summary>
    public const string AliasContainer = PipelineContainers.Aliases;

    /// <inheritdoc/>
    public async Task<ArtifactRef> PutAsync(ArtifactKind kind, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        await using var file = TemporaryFile.Create();
        await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        var artifact = new ArtifactRef(kind, await HashAsync(file, cancellationToken).ConfigureAwait(false), file.Length);
        var blob = await BlobAsync(artifact, cancellationToken).ConfigureAwait(false);
        if (!await TryCreateAsync(blob, file, cancellationToken).ConfigureAwait(false)
            && !(await HoldsAsync(artifact, cancellationToken).ConfigureAwait(false)
                && await TryTouchAsync(blob, cancellationToken).ConfigureAwait(false)))
        {
            // The name is the hash: whoever else writes this blob now writes the same bytes.
            file.Position = 0;
            await blob.UploadAsync(file, overwrite: true, cancellationToken).ConfigureAwait(false);
        }

        return artifact;
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        var blob = await BlobAsync(artifact, cancellationToken).ConfigureAwait(false);
        var file = TemporaryFile.Create();
        try
        {
            await blob.DownloadToAsync(file, cancellationToken).ConfigureAwait(false);
            var actual = await HashAsync(file, cancellationToken).ConfigureAwait(false);
            if (actual != artifact.Sha256 || file.Length != artifact.Length)
            {
                throw new ArtifactCorruptException(artifact, $"SHA-256 {actual} and {file.Length} bytes");
            }

            file.Position = 0;
            return file;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw new ArtifactMissingException(artifact);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        var blob = await BlobAsync(artifact, cancellationToken).ConfigureAwait(false);
        return await blob.ExistsAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<string> SetAliasAsync(string name, ArtifactRef artifact, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(artifact, cancellationToken).ConfigureAwait(false);
        var container = await containers.GetAsync(AliasContainer, cancellationToken).ConfigureAwait(false);
        await container.GetBlobClient(name).UploadAsync(content, overwrite: true, cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>
    /// Writes a blob that is not there; false when it is. Every other conflict (a lease, a container being deleted) is an error.
    /// </summary>
    private static async Task<bool> TryCreateAsync(BlobClient blob, Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        try
        {
            await blob.UploadAsync(content, onlyNew, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException exists)
            when (exists.ErrorCode == BlobErrorCode.BlobAlreadyExists || exists.ErrorCode == BlobErrorCode.ConditionNotMet)
        {
            return false;
        }
    }

    /// <summary>Whether the stored bytes are those of the name: an upload cut off or a bad disk may have left others.</summary>
    private async Task<bool> HoldsAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        try
        {
            await using var stored = await OpenAsync(artifact, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is ArtifactCorruptException or ArtifactMissingException)
        {
            return false;
        }
    }

    private static async Task<string> HashAsync(Stream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
    }

    private async Task<BlobClient> BlobAsync(ArtifactRef artifact, CancellationToken cancellationToken) =>
        (await containers.GetAsync(PipelineContainers.Of(artifact.Kind), cancellationToken).ConfigureAwait(false))
            .GetBlobClient(artifact.Sha256);
}
