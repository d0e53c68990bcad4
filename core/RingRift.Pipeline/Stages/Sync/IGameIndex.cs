namespace RingRift.Pipeline.Stages.Sync;

/// <summary>Remembers the content hash of every game of a config, so that no game trains twice (ADR-001: SHA-256 de-duplication).</summary>
public interface IGameIndex
{
    /// <summary>
    /// Claims hashes for <paramref name="owner"/> and returns those it owns now: the new ones and the ones it claimed before,
    /// so that a repeated call gives the same answer.
    /// </summary>
    Task<IReadOnlySet<string>> ClaimAsync(
        string config, IReadOnlyCollection<string> contentHashes, string owner, CancellationToken cancellationToken);
}
