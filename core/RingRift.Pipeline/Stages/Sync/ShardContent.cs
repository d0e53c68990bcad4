using RingRift.Eventing.Artifacts;
using RingRift.Learning.SelfPlay;

namespace RingRift.Pipeline.Stages.Sync;

/// <summary>A shard after every game was replayed.</summary>
/// <param name="Data">The shard.</param>
/// <param name="Valid">Content hashes of the valid games, in order, repeats included.</param>
/// <param name="Rejected">Games that are not valid.</param>
/// <param name="Fault">The first fault; null for a clean shard.</param>
internal sealed record ShardContent(ArtifactRef Data, IReadOnlyList<string> Valid, int Rejected, string? Fault)
{
    /// <summary>Replays the games of a shard.</summary>
    public static ShardContent Read(ArtifactRef data, string config, Stream content)
    {
        var valid = new List<string>();
        var (rejected, fault) = (0, (string?)null);
        foreach (var record in GameShardReader.Read(content))
        {
            var reason = record.Config == config
                ? GameRecordValidator.Validate(record).Reason
                : $"game {record.Game} is of {record.Config}";
            if (reason is null)
            {
                valid.Add(record.ContentHash());
                continue;
            }

            rejected++;
            fault ??= reason;
        }

        return new ShardContent(data, valid, rejected, fault);
    }

    /// <summary>A shard that cannot be read at all: every game in it is lost.</summary>
    public static ShardContent Unreadable(ArtifactRef data, int games, string fault) => new(data, [], games, fault);
}
