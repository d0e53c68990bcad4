using RingRift.Eventing.Artifacts;

namespace RingRift.Pipeline.Compliance;

public abstract partial class ArtifactStoreCompliance
{
    [Fact]
    public async Task When_listed_should_give_the_artifacts_of_the_kind_and_prefix_by_hash()
    {
        var stored = new List<ArtifactRef>();
        for (var number = 0; number < 5; number++)
        {
            stored.Add(await PutAsync(Bytes("listed")));
        }

        var all = await ListAsync(ArtifactKind.Games, string.Empty);
        Assert.Equal(
            stored.OrderBy(artifact => artifact.Sha256, StringComparer.Ordinal), all.Select(one => one.Artifact).Where(stored.Contains));
        Assert.Equal(all.Select(one => one.Artifact.Sha256).Order(StringComparer.Ordinal), all.Select(one => one.Artifact.Sha256));
        Assert.Equal([stored[0]], (await ListAsync(ArtifactKind.Games, stored[0].Sha256)).Select(one => one.Artifact));
        Assert.DoesNotContain(
            await ListAsync(ArtifactKind.Model, string.Empty), one => stored.Exists(artifact => artifact.Sha256 == one.Artifact.Sha256));
    }

    [Fact]
    public async Task When_deleted_as_listed_should_be_gone_once()
    {
        var artifact = await PutAsync(Bytes("deleted"));
        var listed = Assert.Single(await ListAsync(ArtifactKind.Games, artifact.Sha256));
        Assert.True(await Store.DeleteAsync(listed, None));
        Assert.False(await Store.ExistsAsync(artifact, None));
        Assert.False(await Store.DeleteAsync(listed, None));
    }

    [Fact]
    public async Task When_stored_again_after_it_was_listed_should_not_be_deleted()
    {
        var bytes = Bytes("again");
        var artifact = await PutAsync(bytes);
        var listed = Assert.Single(await ListAsync(ArtifactKind.Games, artifact.Sha256));

        Assert.Equal(artifact, await PutAsync(bytes));

        Assert.False(await Store.DeleteAsync(listed, None));
        Assert.Equal(bytes, await ReadAsync(artifact));
        Assert.True(Assert.Single(await ListAsync(ArtifactKind.Games, artifact.Sha256)).Stored >= listed.Stored);
    }

    private async Task<List<StoredArtifact>> ListAsync(ArtifactKind kind, string prefix) =>
        await Store.ListAsync(kind, prefix, None).ToListAsync(None);
}
