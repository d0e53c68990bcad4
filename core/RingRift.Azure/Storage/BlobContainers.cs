using Azure.Storage.Blobs;

namespace RingRift.Azure.Storage;

/// <summary>Containers, created at their first use.</summary>
public sealed class BlobContainers(BlobServiceClient service)
{
    private readonly OncePerName<BlobContainerClient> _containers = new(async name =>
    {
        var container = service.GetBlobContainerClient(name);
        await container.CreateIfNotExistsAsync().ConfigureAwait(false);
        return container;
    });

    /// <summary>A container that exists.</summary>
    public Task<BlobContainerClient> GetAsync(string name, CancellationToken cancellationToken) => _containers.GetAsync(name, cancellationToken);
}
