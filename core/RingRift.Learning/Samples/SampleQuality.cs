using System.Text.Json;
using System.Text.Json.Serialization;

namespace RingRift.Learning.Samples;

/// <summary>What a set of samples looks like: the figures that show bad data before a network learns from it.</summary>
public sealed record SampleQuality
{
    /// <summary>Name of the configuration.</summary>
    public required string Config { get; init; }

    /// <summary>Games.</summary>
    public required int Games { get; init; }

    /// <summary>Samples.</summary>
    public required int Rows { get; init; }

    /// <summary>Part of the games that reached their end, 0..1.</summary>
    public required double DecisiveShare { get; init; }

    /// <summary>Part of the games that were there before, by content hash, 0..1.</summary>
    public required double DuplicateShare { get; init; }

    /// <summary>Plies of the shortest game.</summary>
    public required int MinPlies { get; init; }

    /// <summary>Mean plies of a game.</summary>
    public required double MeanPlies { get; init; }

    /// <summary>Plies of the longest game.</summary>
    public required int MaxPlies { get; init; }

    /// <summary>Mean entropy of the policy targets in nats; near 0 means that the search had no doubts, or saw nothing.</summary>
    public required double PolicyEntropy { get; init; }

    /// <summary>Part of all samples whose orientation is fixed.</summary>
    public required double FixedOrientationShare { get; init; }

    /// <summary>Part of the decisive games that each seat won, seat 1 first.</summary>
    public required IReadOnlyList<double> SeatWins { get; init; }

    /// <summary>Games by how they ended.</summary>
    public required IReadOnlyDictionary<string, int> Endings { get; init; }

    /// <summary>Members that a newer version wrote, kept for when this is written again; null when there are none.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Further { get; init; }
}
