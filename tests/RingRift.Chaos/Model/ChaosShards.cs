using System.Security.Cryptography;
using System.Text;
using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Events;
using RingRift.Pipeline.Jobs;

namespace RingRift.Chaos.Model;

/// <summary>What the shards of a run say, the same whoever says it.</summary>
internal static class ChaosShards
{
    /// <summary>Games of a shard: no two neighbours alike, so that a sum shows which is missing or doubled.</summary>
    public static int Games(int iteration, int shard) => 1 + (((iteration * 31) + (shard * 7)) % 97);

    public static SelfplayComplete Complete(string config, int iteration, int shard, int attempt) => new()
    {
        Config = config,
        Iteration = iteration,
        JobId = JobIds.SelfPlay(config, iteration, shard),
        Shard = shard,
        Data = Named(ArtifactKind.Games, JobIds.SelfPlay(config, iteration, shard)),
        Games = Games(iteration, shard),
        Attempt = attempt,
        Seconds = 0,
    };

    /// <summary>A file that nobody reads in these stages: only its name counts.</summary>
    public static ArtifactRef Named(ArtifactKind kind, string name) =>
        new(kind, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name))), name.Length);
}
