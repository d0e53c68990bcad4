using RingRift.Pipeline.Stages.Sync;

namespace RingRift.InMemory;

/// <summary>The game index in memory.</summary>
public sealed class InMemoryGameIndex(FaultInjector faults) : IGameIndex
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Config, string Hash), string> _owners = [];

    /// <inheritdoc/>
    public Task<IReadOnlySet<string>> ClaimAsync(
        string config, IReadOnlyCollection<string> contentHashes, string owner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(contentHashes);
        faults.Pass(FaultPoint.BeforeClaim);
        HashSet<string> owned;
        lock (_lock)
        {
            owned = [.. contentHashes.Where(hash => _owners.TryAdd((config, hash), owner) || _owners[(config, hash)] == owner)];
        }

        faults.Pass(FaultPoint.AfterClaim);
        return Task.FromResult<IReadOnlySet<string>>(owned);
    }
}
