using RingRift.Eventing.Artifacts;
using RingRift.Game;
using RingRift.Learning.Networks;
using RingRift.Learning.SelfPlay;

namespace RingRift.GpuWorker.Tests.Jobs;

/// <summary>What self-play jobs read and write.</summary>
internal static class SelfPlayArtifacts
{
    /// <summary>Stores a small network with random weights.</summary>
    public static Task<ArtifactRef> PutModelAsync(this IArtifactStore artifacts, string config, ulong seed = 1)
    {
        var spec = NetworkSpec.For(GameConfig.Parse(config), 2, 8);
        return artifacts.PutAsync(
            ArtifactKind.Model, new MemoryStream(OnnxNetworkWriter.Write(spec, NetworkWeights.Random(spec, seed))), default);
    }

    /// <summary>The games of a shard.</summary>
    public static async Task<IReadOnlyList<GameRecord>> ReadGamesAsync(this IArtifactStore artifacts, ArtifactRef shard)
    {
        await using var stream = await artifacts.OpenAsync(shard, default);
        return [.. GameShardReader.Read(stream)];
    }
}
