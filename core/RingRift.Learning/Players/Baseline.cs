using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace RingRift.Learning.Players;

/// <summary>
/// The fixed opponents, by name: the one place that says what there is. A name always means the same player, so that results stay
/// comparable (K25), and what a player does in a position follows from its seed.
/// </summary>
public static class Baseline
{
    /// <summary>Equal chances for all legal moves.</summary>
    public const string Random = "random";

    /// <summary>The best move by a hand-made evaluation, of the one ply alone.</summary>
    public const string Greedy = "greedy";

    /// <summary>The same, but a move that leaves the seat to move is judged by the best next one.</summary>
    public const string Heuristic = "heuristic";

    /// <summary>Alpha-beta on the same evaluation, with a depth: <c>alpha-beta-2</c>.</summary>
    public const string AlphaBeta = "alpha-beta";

    /// <summary>Tree search with random rollouts, with their number for each decision: <c>uct-200</c>.</summary>
    public const string Uct = "uct";

    /// <summary>What names there are, for messages.</summary>
    public const string Known =
        "'random', 'greedy', 'heuristic', 'alpha-beta-N' with a depth N from 1 to 6, 'uct-N' with N from 2 to 1000000";

    private const int MostDepth = 6;
    private const int MostRollouts = 1_000_000;

    /// <summary>Whether the name is that of a baseline.</summary>
    public static bool IsKnown(string name) => name is Random or Greedy or Heuristic || TryNumber(name, AlphaBeta, 1, MostDepth, out _)
        || TryNumber(name, Uct, 2, MostRollouts, out _);

    /// <summary>The player of a name.</summary>
    public static bool TryCreate(string name, [NotNullWhen(true)] out IPlayer? player)
    {
        player = name switch
        {
            Random => new RandomPlayer(),
            Greedy => new HeuristicPlayer(onePly: true),
            Heuristic => new HeuristicPlayer(),
            _ when TryNumber(name, AlphaBeta, 1, MostDepth, out var depth) => new AlphaBetaPlayer(depth),
            _ when TryNumber(name, Uct, 2, MostRollouts, out var rollouts) => new UctPlayer(rollouts),
            _ => null,
        };
        return player is not null;
    }

    /// <summary>Reads <c>KIND-N</c> as it is written canonically: no sign, no leading zero.</summary>
    private static bool TryNumber(string name, string kind, int least, int most, out int number)
    {
        number = 0;
        return name is not null
            && name.StartsWith(kind + "-", StringComparison.Ordinal)
            && int.TryParse(name.AsSpan(kind.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number >= least
            && number <= most
            && name[kind.Length + 1] != '0';
    }
}
