using RingRift.Eventing.Artifacts;
using RingRift.Eventing.Records;

namespace RingRift.Pipeline.Stages.Sync;

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
