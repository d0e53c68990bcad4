using RingRift.Eventing.Artifacts;
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

/// <summary>What became of the games of one shard.</summary>
public sealed record ManifestShard : StoredRecord
{
    /// <summary>The shard.</summary>
    public required ArtifactRef Data { get; init; }

    /// <summary>Content hashes of the games kept, in the order of the shard.</summary>
    public required IReadOnlyList<string> Kept { get; init; }

    /// <summary>Games seen before, in this iteration or an earlier one.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Games that break the rules or belong elsewhere; all of an unreadable shard.</summary>
    public required int Rejected { get; init; }

    /// <summary>The first fault found; null for a clean shard.</summary>
    public string? Fault { get; init; }
}
