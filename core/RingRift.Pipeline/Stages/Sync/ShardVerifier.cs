using RingRift.Eventing.Artifacts;
using RingRift.Learning.SelfPlay;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Stages.Sync;

/// <summary>
/// Opens every shard under its hash, replays every game through the rules, and drops what was seen before. A shard that storage lost
/// or damaged costs its own games only; the fault stands in the manifest (K37).
/// </summary>
public sealed class ShardVerifier(IArtifactStore artifacts, IGameIndex index)
{
    /// <summary>Verifies the shards of an iteration; repeated calls give the same manifest.</summary>
    public async Task<GameManifest> VerifyAsync(IterationState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var contents = new List<ShardContent>();
        foreach (var shard in state.Shards)
        {
            contents.Add(await ReadAsync(state.Config, shard, cancellationToken));
        }

        string[] hashes = [.. contents.SelectMany(content => content.Valid).Distinct(StringComparer.Ordinal)];
        var owned = hashes.Length == 0
            ? new HashSet<string>()
            : await index.ClaimAsync(state.Config, hashes, state.Key().Value, cancellationToken);
        var left = owned.ToHashSet(StringComparer.Ordinal);
        return new GameManifest
        {
            Config = state.Config,
            Iteration = state.Iteration,
            Shards = [.. contents.Select(content => Keep(content, left))],
        };
    }

    private static ManifestShard Keep(ShardContent content, HashSet<string> left)
    {
        string[] kept = [.. content.Valid.Where(left.Remove)];
        return new ManifestShard
        {
            Data = content.Data,
            Kept = kept,
            Duplicates = content.Valid.Count - kept.Length,
            Rejected = content.Rejected,
            Fault = content.Fault,
        };
    }

    private async Task<ShardContent> ReadAsync(string config, ShardResult shard, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await artifacts.OpenAsync(shard.Data, cancellationToken);
            return await Task.Run(() => ShardContent.Read(shard.Data, config, content), cancellationToken);
        }
        catch (Exception e) when (e is ArtifactMissingException or ArtifactCorruptException or GameShardException)
        {
            return ShardContent.Unreadable(shard.Data, shard.Games, e.Message);
        }
    }
}
