using Azure.Storage.Blobs;
using RingRift.Azure.Topology;

namespace RingRift.Azure.Storage;

/// <summary>The containers of <see cref="PipelineContainers"/>, created at their first use.</summary>
public sealed class BlobContainers(BlobServiceClient service)
{
    private readonly OncePerName<BlobContainerClient> _containers = new(async name =>
    {
        var container = service.GetBlobContainerClient(name);
        await container.CreateIfNotExistsAsync().ConfigureAwait(false);
        return container;
    });

    /// <summary>A container that exists.</summary>
    /// <exception cref="ArgumentException">The container is not declared: a deployment would lack it.</exception>
    public Task<BlobContainerClient> GetAsync(string name, CancellationToken cancellationToken) => PipelineContainers.All.Contains(name)
        ? _containers.GetAsync(name, cancellationToken)
        : throw new ArgumentException($"'{name}' must be a container of {nameof(PipelineContainers)}", nameof(name));
}
