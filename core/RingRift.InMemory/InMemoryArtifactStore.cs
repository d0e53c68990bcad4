using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using RingRift.Eventing.Artifacts;

namespace RingRift.InMemory;

/// <summary>Artifacts in memory.</summary>
public sealed class InMemoryArtifactStore(FaultInjector faults, TimeProvider? time = null) : IArtifactStore
{
    private readonly ConcurrentDictionary<(ArtifactKind Kind, string Sha256), Held> _artifacts = new();
    private long _stored;

    /// <summary>Aliases that were set, by name.</summary>
    public ConcurrentDictionary<string, ArtifactRef> Aliases { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<ArtifactRef> PutAsync(ArtifactKind kind, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        faults.Pass(FaultPoint.BeforePut);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        var bytes = copy.ToArray();
        var artifact = new ArtifactRef(kind, Hash(bytes), bytes.Length);

        // The name is the hash: this replaces nothing but bytes that are wrong.
        _artifacts[(kind, artifact.Sha256)] = Hold(bytes);
        faults.Pass(FaultPoint.AfterPut);
        return artifact;
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Stream>(new MemoryStream(Verified(artifact), writable: false));
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        return Task.FromResult(_artifacts.ContainsKey((artifact.Kind, artifact.Sha256)));
    }

    /// <inheritdoc/>
    public Task<string> SetAliasAsync(string name, ArtifactRef artifact, CancellationToken cancellationToken)
    {
        faults.Pass(FaultPoint.BeforeAlias);
        Verified(artifact);
        Aliases[name] = artifact;
        faults.Pass(FaultPoint.AfterAlias);
        return Task.FromResult(name);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredArtifact> ListAsync(
        ArtifactKind kind, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = _artifacts.Where(pair => pair.Key.Kind == kind && pair.Key.Sha256.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(pair => pair.Key.Sha256, StringComparer.Ordinal);
        foreach (var (key, held) in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new StoredArtifact(new ArtifactRef(key.Kind, key.Sha256, held.Bytes.Length), held.Stored, held.Token);
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(StoredArtifact stored, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stored);
        cancellationToken.ThrowIfCancellationRequested();
        faults.Pass(FaultPoint.BeforeRetention);
        var key = (stored.Artifact.Kind, stored.Artifact.Sha256);
        var deleted = _artifacts.TryGetValue(key, out var held)
            && held.Token == stored.Token
            && _artifacts.TryRemove(KeyValuePair.Create(key, held));
        faults.Pass(FaultPoint.AfterRetention);
        return Task.FromResult(deleted);
    }

    /// <summary>Replaces the stored bytes without renaming them, as bad storage would.</summary>
    public void Corrupt(ArtifactRef artifact, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        _artifacts[(artifact.Kind, artifact.Sha256)] = Hold(bytes);
    }

    /// <summary>Forgets an artifact, as a wrong clean-up would.</summary>
    public void Lose(ArtifactRef artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        _artifacts.TryRemove((artifact.Kind, artifact.Sha256), out _);
    }

    private byte[] Verified(ArtifactRef artifact)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        var bytes = _artifacts.GetValueOrDefault((artifact.Kind, artifact.Sha256))?.Bytes ?? throw new ArtifactMissingException(artifact);
        var actual = Hash(bytes);
        return actual == artifact.Sha256 && bytes.Length == artifact.Length ? bytes : throw new ArtifactCorruptException(artifact, actual);
    }

    private Held Hold(byte[] bytes) =>
        new(bytes, (time ?? TimeProvider.System).GetUtcNow(), Interlocked.Increment(ref _stored).ToString(CultureInfo.InvariantCulture));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed record Held(byte[] Bytes, DateTimeOffset Stored, string Token);
}
