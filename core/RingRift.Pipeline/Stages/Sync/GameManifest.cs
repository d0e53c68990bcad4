using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Stages.Sync;

/// <summary>Which games of an iteration are good: the artifact between sync and export.</summary>
public sealed record GameManifest : StoredRecord
{
    /// <summary>Format that this code writes and reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Format of the manifest.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Config name.</summary>
    public required string Config { get; init; }

    /// <summary>Iteration.</summary>
    public required int Iteration { get; init; }

    /// <summary>The shards, in shard order.</summary>
    public required IReadOnlyList<ManifestShard> Shards { get; init; }

    /// <summary>Games kept.</summary>
    public int Games() => Shards.Sum(shard => shard.Kept.Count);

    /// <summary>Games dropped as seen before.</summary>
    public int Duplicates() => Shards.Sum(shard => shard.Duplicates);

    /// <summary>Games dropped as invalid.</summary>
    public int Rejected() => Shards.Sum(shard => shard.Rejected);
}
