using System.Security.Cryptography;
using System.Text;
using RingRift.Eventing.Artifacts;

namespace RingRift.Pipeline.Compliance;

/// <summary>What every <see cref="IArtifactStore"/> has to do.</summary>
public abstract partial class ArtifactStoreCompliance
{
    private static readonly CancellationToken None = CancellationToken.None;

    protected abstract IArtifactStore Store { get; }

    /// <summary>Replaces the stored bytes behind the store's back.</summary>
    protected abstract Task CorruptAsync(ArtifactRef artifact, byte[] bytes);

    /// <summary>Reads what lies under an alias, behind the store's back.</summary>
    protected abstract Task<byte[]> ReadAliasAsync(string name);

    [Fact]
    public async Task When_stored_should_be_named_by_its_content()
    {
        var bytes = Bytes("content");
        var artifact = await PutAsync(bytes);
        Assert.Equal(new ArtifactRef(ArtifactKind.Games, Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length), artifact);
        Assert.True(await Store.ExistsAsync(artifact, None));
        Assert.Equal(bytes, await ReadAsync(artifact));
    }

    [Fact]
    public async Task When_stored_twice_at_once_should_be_the_same_artifact()
    {
        var bytes = Bytes("twice");
        var artifacts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PutAsync(bytes)));
        Assert.Single(artifacts.Distinct());
        Assert.Equal(bytes, await ReadAsync(artifacts[0]));
    }

    [Theory]
    [InlineData(ArtifactKind.Games)]
    [InlineData(ArtifactKind.Manifest)]
    [InlineData(ArtifactKind.Samples)]
    [InlineData(ArtifactKind.Model)]
    [InlineData(ArtifactKind.Checkpoint)]
    public async Task When_stored_under_a_kind_should_be_found_under_that_kind_only(ArtifactKind kind)
    {
        using var content = new MemoryStream(Bytes("kind"));
        var artifact = await Store.PutAsync(kind, content, None);
        Assert.Equal(kind, artifact.Kind);
        foreach (var other in Enum.GetValues<ArtifactKind>())
        {
            Assert.Equal(other == kind, await Store.ExistsAsync(artifact with { Kind = other }, None));
        }
    }

    [Fact]
    public async Task When_several_megabytes_are_stored_should_give_them_back()
    {
        var bytes = new byte[5 * 1024 * 1024 + 17];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)((i * 31) + (i >> 13));
        }

        Bytes("salt").CopyTo(bytes, 0);
        Assert.Equal(bytes, await ReadAsync(await PutAsync(bytes)));
    }

    [Fact]
    public async Task When_missing_should_say_which()
    {
        var missing = new ArtifactRef(ArtifactKind.Games, Convert.ToHexStringLower(SHA256.HashData(Bytes("missing"))), 3);
        Assert.False(await Store.ExistsAsync(missing, None));
        var e = await Assert.ThrowsAsync<ArtifactMissingException>(() => Store.OpenAsync(missing, None));
        Assert.Contains(missing.Sha256, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_byte_was_changed_should_refuse_to_open()
    {
        var bytes = Bytes("changed");
        var artifact = await PutAsync(bytes);
        bytes[^1] ^= 1;
        await CorruptAsync(artifact, bytes);
        await Assert.ThrowsAsync<ArtifactCorruptException>(() => Store.OpenAsync(artifact, None));
    }

    [Fact]
    public async Task When_the_end_was_cut_off_should_refuse_to_open()
    {
        var bytes = Bytes("cut");
        var artifact = await PutAsync(bytes);
        await CorruptAsync(artifact, bytes[..^1]);
        await Assert.ThrowsAsync<ArtifactCorruptException>(() => Store.OpenAsync(artifact, None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("other bytes under the same name")]
    public async Task When_stored_bytes_are_wrong_should_be_put_right_by_storing_again(string wrong)
    {
        var bytes = Bytes("right");
        var artifact = await PutAsync(bytes);
        await CorruptAsync(artifact, Encoding.UTF8.GetBytes(wrong));
        Assert.Equal(artifact, await PutAsync(bytes));
        Assert.Equal(bytes, await ReadAsync(artifact));
    }

    [Fact]
    public async Task When_an_alias_is_set_again_should_hold_the_newer_bytes()
    {
        var name = Sample.Unique("alias") + ".onnx";
        var (first, second) = (Bytes("first"), Bytes("second"));
        await Store.SetAliasAsync(name, await PutAsync(first), None);
        Assert.Equal(first, await ReadAliasAsync(name));
        await Store.SetAliasAsync(name, await PutAsync(second), None);
        Assert.Equal(second, await ReadAliasAsync(name));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(Sample.Unique(text));

    private async Task<ArtifactRef> PutAsync(byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return await Store.PutAsync(ArtifactKind.Games, content, None);
    }

    private async Task<byte[]> ReadAsync(ArtifactRef artifact)
    {
        await using var content = await Store.OpenAsync(artifact, None);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }
}
