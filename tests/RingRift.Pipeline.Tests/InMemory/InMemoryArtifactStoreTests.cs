using RingRift.Eventing.Artifacts;
using RingRift.InMemory;
using RingRift.Pipeline.Compliance;

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
