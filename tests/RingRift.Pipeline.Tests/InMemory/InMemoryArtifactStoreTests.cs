using RingRift.Pipeline.Artifacts;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.InMemory;

namespace RingRift.Pipeline.Tests.InMemory;

public sealed class InMemoryArtifactStoreTests : ArtifactStoreCompliance
{
    private readonly InMemoryArtifactStore _store = new(new FaultInjector());

    protected override IArtifactStore Store => _store;

    protected override Task CorruptAsync(ArtifactRef artifact, byte[] bytes)
    {
        _store.Corrupt(artifact, bytes);
        return Task.CompletedTask;
    }

    protected override async Task<byte[]> ReadAliasAsync(string name)
    {
        await using var content = await _store.OpenAsync(_store.Aliases[name], CancellationToken.None);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }
}
