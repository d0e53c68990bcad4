using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using RingRift.Eventing.Artifacts;

namespace RingRift.Azure.Tests.Artifacts;

[Collection(AzuriteCollection.Name)]
public sealed class BlobConflictTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task When_wrong_bytes_cannot_be_replaced_should_fail_rather_than_say_that_the_artifact_is_stored()
    {
        var bytes = Guid.NewGuid().ToByteArray();
        var container = azurite.Blobs.GetBlobContainerClient("games");
        await container.CreateIfNotExistsAsync();
        var blob = container.GetBlobClient(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        await blob.UploadAsync(BinaryData.FromString("wrong"));
        await blob.GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        using var content = new MemoryStream(bytes);

        var error = await Assert.ThrowsAsync<RequestFailedException>(
            () => azurite.Services.GetRequiredService<IArtifactStore>().PutAsync(ArtifactKind.Games, content, CancellationToken.None));

        Assert.Equal(412, error.Status);
        Assert.Equal("LeaseIdMissing", error.ErrorCode);
    }
}
