using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RingRift.Learning.Players;

/// <summary>The fixed opponents, by name. A name always means the same player, so that results stay comparable (K25).</summary>
public static class Baseline
{
    /// <summary>Equal chances for all legal moves.</summary>
    public const string Random = "random";

    /// <summary>Greedy with a hand-made evaluation.</summary>
    public const string Heuristic = "heuristic";

    /// <summary>What names there are, for messages.</summary>
    public const string Known = "'random', 'heuristic', 'uct-N' with N from 2 to 100000";

    private const string UctPrefix = "uct-";

    /// <summary>Whether the name is that of a baseline.</summary>
    public static bool IsKnown(string name) => name is Random or Heuristic || TryRollouts(name, out _);

    /// <summary>The player of a name.</summary>
    public static bool TryCreate(string name, [NotNullWhen(true)] out IPlayer? player)
    {
        player = name switch
        {
            Random => new RandomPlayer(),
            Heuristic => new HeuristicPlayer(),
            _ when TryRollouts(name, out var rollouts) => new UctPlayer(rollouts),
            _ => null,
        };
        return player is not null;
    }

    private static bool TryRollouts(string name, out int rollouts)
    {
        rollouts = 0;
        return name is not null
            && name.StartsWith(UctPrefix, StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(UctPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out rollouts)
            && rollouts is >= 2 and <= 100_000;
    }
}
