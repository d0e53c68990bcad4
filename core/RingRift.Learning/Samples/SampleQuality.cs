using System.Text.Json;
using System.Text.Json.Serialization;
using RingRift.Game;
using RingRift.Learning.SelfPlay;

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

/// <summary>Adds up the figures of <see cref="SampleQuality"/> while samples pass by.</summary>
/// <param name="config">Configuration of all games.</param>
public sealed class SampleQualityBuilder(GameConfig config)
{
    private readonly HashSet<string> _hashes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _endings = new(StringComparer.Ordinal);
    private readonly int[] _wins = new int[config.Players];
    private readonly List<int> _plies = [];
    private double _entropy;
    private int _fixed;

    /// <summary>Samples so far.</summary>
    public int Rows { get; private set; }

    /// <summary>Counts a game.</summary>
    public void Add(GameRecord game)
    {
        ArgumentNullException.ThrowIfNull(game);
        _hashes.Add(game.ContentHash());
        _plies.Add(game.SplitMoves().Length);
        var end = EndKinds.NameOf(game.Result.End);
        _endings[end] = _endings.GetValueOrDefault(end) + 1;
        if (!game.Result.WasCut)
        {
            _wins[game.Result.Winner - 1]++;
        }
    }

    /// <summary>Counts a sample.</summary>
    public void Add(SampleRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        Rows++;
        _fixed += row.Symmetric ? 0 : 1;
        _entropy -= row.Weights.Sum(weight => weight > 0 ? weight * Math.Log(weight) : 0);
    }

    /// <summary>The figures so far.</summary>
    public SampleQuality Build()
    {
        var games = _plies.Count;
        var decisive = _wins.Sum();
        return new SampleQuality
        {
            Config = config.Name,
            Games = games,
            Rows = Rows,
            DecisiveShare = Part(decisive, games),
            DuplicateShare = Part(games - _hashes.Count, games),
            MinPlies = _plies.DefaultIfEmpty().Min(),
            MeanPlies = _plies.DefaultIfEmpty().Average(),
            MaxPlies = _plies.DefaultIfEmpty().Max(),
            PolicyEntropy = Part(_entropy, Rows),
            FixedOrientationShare = Part(_fixed, Rows),
            SeatWins = [.. _wins.Select(wins => Part(wins, decisive))],
            Endings = new Dictionary<string, int>(_endings),
        };
    }

    private static double Part(double part, int whole) => whole == 0 ? 0 : part / whole;
}
